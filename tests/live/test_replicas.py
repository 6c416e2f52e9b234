"""Two replicas of the program behind nginx, with one PostgreSQL: whichever an update reaches, it is as if there were one."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests import updates
from tests.botapi.call import Json
from tests.live.count import QUESTIONS, Asking, answers, asked, person
from tests.live.postgres import Postgres
from tests.live.program import SECRET
from tests.live.service import Service

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def _all_run(service: Service, server: Postgres) -> AsyncIterator[None]:
    """Whatever a test stops runs again afterwards, also if the test fails."""
    yield
    server.start()
    for each in service.replicas:
        await each.go_on()


def addresses(service: Service) -> list[str]:
    """Both replicas, past nginx."""
    return [f"http://{each.place}" for each in service.replicas]


async def give(service: Service, *script: Json) -> None:
    """Deliver updates one after another, in turn to one replica and to the other."""
    for number, update in enumerate(script):
        await service.courier.deliver(update, addresses(service)[number % 2])


async def complete(service: Service, asking: Asking) -> None:
    """Everything is answered, once, in order."""
    await service.answered(asking)
    count = asking.count(service.telegram)
    assert count.is_perfect, count


async def test_a_load_over_both_is_answered_once_and_in_order(service: Service) -> None:
    asking = service.asking(20)
    await service.ask(asking)
    await complete(service, asking)


async def test_a_chat_in_turn_to_one_and_the_other_is_answered_in_order(service: Service) -> None:
    asking = service.asking(10)
    await asyncio.gather(*(give(service, *asking.of(number)) for number in asking.people))
    await complete(service, asking)


async def test_all_of_a_chat_at_once_is_answered_once(service: Service) -> None:
    asking = service.asking(10)
    script = [update for number in asking.people for update in asking.of(number)]
    await asyncio.gather(*(service.give(update) for update in script))
    await service.answered(asking)
    assert asking.count(service.telegram).twice == 0


async def test_the_same_to_both_at_once_and_later_again_is_answered_once(service: Service) -> None:
    asking = service.asking(20)
    one, other = addresses(service)
    for script in zip(*(asking.of(number) for number in asking.people), strict=True):
        await asyncio.gather(*(service.courier.deliver(update, where) for update in script for where in (one, other, one)))
    await complete(service, asking)
    again = [update for number in asking.people for update in asking.of(number)][:20]
    assert await asyncio.gather(*(service.courier.post(update, other) for update in again)) == [200] * 20
    await complete(service, asking)


async def test_several_of_a_chat_to_both_at_once_are_answered_once(service: Service) -> None:
    asking = service.asking(20)
    script = [update for number in asking.people for update in asking.of(number)]
    await asyncio.gather(*(service.courier.deliver(update, each) for update in script for each in addresses(service)))
    await service.answered(asking)
    assert asking.count(service.telegram).twice == 0


async def test_what_goes_on_from_the_last_answer_does_so_on_the_other(service: Service) -> None:
    (number,) = service.asking(1).people
    await give(service, asked(number, "What is BioRN?"), asked(number, "and its partners?"))
    assert "BioRN" in answers(service.telegram, number)[-1]
    assert len(set(answers(service.telegram, number))) == 2


async def test_an_option_is_picked_by_its_place_on_the_other(service: Service) -> None:
    (number,) = service.asking(1).people
    await give(service, asked(number, "Which clusters are in Bavaria?"), asked(number, "the second one"))
    listed, picked = answers(service.telegram, number)
    second = listed.split("• ")[2].partition(" (")[0]
    assert picked.startswith(second)


async def test_a_language_chosen_on_one_holds_on_the_other(service: Service) -> None:
    (number,) = service.asking(1).people
    await give(service, asked(number, "/language de"), asked(number, "/start"), asked(number, "/help"))
    assert all(" der " in text or " die " in text for text in answers(service.telegram, number)[-2:])


async def test_a_flood_over_both_gets_one_pointer_then_silence(service: Service) -> None:
    group = {**updates.SUPERGROUP, "id": -100_000_000_0055}
    told = [update_in(group, f"@answers_test_bot {text}") for text in QUESTIONS * 2]
    before = len(service.telegram.named("sendMessage"))
    await give(service, *told)
    sent = [call.text for call in service.telegram.named("sendMessage")[before:]]
    assert len(sent) == 7  # six answers and the pointer
    assert "t.me/answers_test_bot" in str(service.telegram.last()) or "private" in sent[-1].lower()


def update_in(group: Json, text: str) -> Json:
    return updates.update(message=updates.message(text, chat=group, person=person(1)))


async def test_any_replica_goes_on_alone(service: Service) -> None:
    for each in service.replicas:
        asking = service.asking(5, each=4)
        assert await each.stop() == 0
        await service.ask(asking)
        await complete(service, asking)
        await each.go_on()


async def test_a_replica_killed_amid_a_load_costs_nothing(service: Service) -> None:
    asking, (one, _) = service.asking(10), service.replicas
    load = asyncio.create_task(service.ask(asking))
    before = len(service.telegram.named("sendMessage"))
    await service.api.settled(before + 20, "sendMessage")
    await one.kill()
    await load
    await complete(service, asking)


async def test_a_replica_that_starts_amid_a_load_costs_nothing(service: Service) -> None:
    asking, (one, _) = service.asking(20), service.replicas
    await one.stop()
    load = asyncio.create_task(service.ask(asking))
    await one.go_on()
    await load
    await complete(service, asking)


async def test_a_database_restarted_amid_a_load_costs_nothing(service: Service, server: Postgres) -> None:
    asking = service.asking(20)
    load = asyncio.create_task(service.ask(asking))
    before = len(service.telegram.named("sendMessage"))
    await service.api.settled(before + 40, "sendMessage")
    await asyncio.to_thread(server.stop)
    await asyncio.gather(*(each.becomes(503) for each in service.replicas))
    assert "alive" in await service.replicas[0].read("healthz")
    await asyncio.to_thread(server.start)
    await asyncio.gather(*(each.becomes(200) for each in service.replicas))
    await load
    await complete(service, asking)


async def test_a_replica_held_up_amid_a_load_holds_up_no_other_chat(service: Service) -> None:
    asking, later = service.asking(10), service.asking(10, each=2)
    one, other = service.replicas
    load = asyncio.create_task(service.ask(asking))
    before = len(service.telegram.named("sendMessage"))
    await service.api.settled(before + 20, "sendMessage")
    one.send(signal.SIGSTOP)
    for number in later.people:
        for update in later.of(number):
            await service.courier.deliver(update, f"http://{other.place}")
    await complete(service, later)
    one.send(signal.SIGCONT)
    await load
    await complete(service, asking)


async def test_its_pages_tell_how_it_is(service: Service) -> None:
    (one, _) = service.replicas
    assert await one.read("healthz") == "alive\n"
    assert '"ready": true' in await one.read("readyz")
    assert 'cluster_answers_updates_total{kind="question",outcome="answer"}' in await one.read("metrics")


async def test_who_does_not_know_the_secret_is_refused(service: Service) -> None:
    update = asked(service.asking(1).people[0], "Optence")
    for where in (service.address, *addresses(service)):
        for secret in ("", "guessed", SECRET[:-1], SECRET.upper()):
            assert await service.courier.post(update, where, secret) == 403


async def test_what_is_too_large_is_refused(service: Service) -> None:
    update = asked(service.asking(1).people[0], "x" * 2**20)
    assert await service.courier.post(update, service.address) == 413
    assert await service.courier.post(update, addresses(service)[0]) in (0, 400, 413)
