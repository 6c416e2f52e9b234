# syntax=docker/dockerfile:1
# The base is pinned by version. To pin its very contents, put the digest that
#     docker buildx imagetools inspect python:3.13-slim-bookworm
# shows behind the tag (python:3.13-slim-bookworm@sha256:…) and renew it with each security update.
ARG BASE=python:3.13-slim-bookworm

FROM ${BASE} AS dependencies
COPY requirements.txt /
RUN python -m venv --without-pip /venv \
    && python -m pip --python /venv install --no-cache-dir --disable-pip-version-check \
        --only-binary :all: --require-hashes -r /requirements.txt

FROM ${BASE}
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    XDG_CACHE_HOME=/cache \
    XDG_DATA_HOME=/data \
    LISTEN=0.0.0.0 \
    PORT=8080
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin bot \
    && install --directory --owner bot --group bot --mode 700 /cache /data
COPY --from=dependencies /venv /venv
# What .dockerignore lets through: the packages of the program.
COPY . /app
WORKDIR /app
RUN python -m compileall -q .
USER 10001:10001
# Checks the knowledge and keeps the engine built from it in /cache, so that a start is quick and writes nothing there.
RUN PYTHONDONTWRITEBYTECODE=1 python -m bot check
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import http.client, os, sys; c = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT'] or 8080), timeout=4); c.request('GET', '/healthz'); sys.exit(c.getresponse().status != 200)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
