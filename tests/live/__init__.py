"""The whole program as it runs in earnest: processes, PostgreSQL, nginx, and what goes wrong with them."""
