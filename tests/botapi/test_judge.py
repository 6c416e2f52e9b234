"""The judge: everything that it must find is found, and what Telegram takes passes."""

from __future__ import annotations

import pytest

from tests.botapi import house, shape
from tests.botapi.call import Json
from tests.botapi.judge import mistakes
from tests.botapi.markup import Markup

TEXT: Json = {"chat_id": 1, "text": "<b>Hello</b>", "parse_mode": "HTML"}
BUTTON: Json = {"text": "Partners", "callback_data": "s:en:optence.partners"}
CONTENT: Json = {"message_text": "<b>Optence</b>", "parse_mode": "HTML"}
ARTICLE: Json = {"type": "article", "id": "1", "title": "Optence", "input_message_content": CONTENT}
COMMAND: Json = {"command": "help", "description": "What one can ask"}


def keyboard(**changes: object) -> Json:
    return {**TEXT, "reply_markup": {"inline_keyboard": [[BUTTON, {**BUTTON, **changes}]]}}


def inline(*results: Json, **more: object) -> Json:
    return {"inline_query_id": "1", "results": list(results), **more}


def articles(count: int) -> list[Json]:
    return [{**ARTICLE, "id": str(number)} for number in range(count)]


TAKEN: dict[str, tuple[str, Json]] = {
    "text": ("sendMessage", TEXT),
    "reply": ("sendMessage", {**TEXT, "reply_parameters": {"message_id": 5, "allow_sending_without_reply": True}}),
    "keyboard": ("sendMessage", keyboard()),
    "url button": (
        "sendMessage",
        {**TEXT, "reply_markup": {"inline_keyboard": [[{"text": "a", "url": "https://a.org/b?c=d"}]]}},
    ),
    "longest text": ("sendMessage", {**TEXT, "text": f"<b>{'&amp;' * 4096}</b>"}),
    "longest text beyond the basic plane": ("sendMessage", {**TEXT, "text": "🎲" * 2048}),
    "plain text may hold anything": ("sendMessage", {"chat_id": 1, "text": "<b> & </i>"}),
    "channel by name": ("sendMessage", {**TEXT, "chat_id": "@news"}),
    "longest data": ("sendMessage", keyboard(callback_data="x" * 64)),
    "no caption": ("sendPhoto", {"chat_id": 1, "photo": "f", "caption": ""}),
    "results": ("answerInlineQuery", inline(*articles(50), next_offset="50", is_personal=True)),
    "no results": ("answerInlineQuery", inline(button={"text": "More", "start_parameter": "inline_1-a"})),
    "guest": ("answerGuestQuery", {"guest_query_id": "1", "result": ARTICLE}),
    "press": ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 200}),
    "menu": ("setMyCommands", {"commands": [COMMAND], "scope": {"type": "all_private_chats"}, "language_code": "de"}),
    "description": ("setMyDescription", {"description": "x" * 512}),
    "short description": ("setMyShortDescription", {"short_description": "x" * 120}),
    "typing": ("sendChatAction", {"chat_id": 1, "action": "typing"}),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_telegram_takes_passes(name: str) -> None:
    assert mistakes(*TAKEN[name]) == []


REFUSED: dict[str, tuple[str, Json, str]] = {
    "unknown method": ("sendMesage", TEXT, "is no method"),
    "unknown field": ("sendMessage", {**TEXT, "texts": 1}, "texts is no field"),
    "unknown field of a button": ("sendMessage", keyboard(calback_data="x"), "calback_data is no field"),
    "a field by its Python name": ("sendMessage", keyboard(callback_data="x", from_user=1), "from_user is no field"),
    "unknown field of a reply": ("sendMessage", {**TEXT, "reply_parameters": {"message_id": 5, "quotes": "x"}}, "quotes is no"),
    "unknown field of a result": ("answerInlineQuery", inline({**ARTICLE, "describtion": "x"}), "describtion is no field"),
    "unknown field of a content": (
        "answerInlineQuery",
        inline({**ARTICLE, "input_message_content": {**CONTENT, "texts": ""}}),
        "texts is no field",
    ),
    "missing field": ("sendMessage", {"chat_id": 1}, "text: Field required"),
    "missing field of a command": ("setMyCommands", {"commands": [{"command": "help"}]}, "description: Field required"),
    "missing field of a button": (
        "sendMessage",
        {**TEXT, "reply_markup": {"inline_keyboard": [[{"callback_data": "x"}]]}},
        "text: Field required",
    ),
    "wrong type": ("sendMessage", {**TEXT, "text": 5}, "valid string"),
    "number as text": ("sendMessage", {**TEXT, "reply_parameters": {"message_id": "5"}}, "should be like 5"),
    "truth as text": ("sendMessage", {**TEXT, "disable_notification": "true"}, "should be like True"),
    "long text": ("sendMessage", {**TEXT, "text": "x" * 4097}, "text of 4097 units"),
    "long text beyond the basic plane": ("sendMessage", {**TEXT, "text": "🎲" * 2049}, "text of 4098 units"),
    "long edit": ("editMessageText", {**TEXT, "message_id": 5, "text": "x" * 4097}, "text of 4097 units"),
    "empty text": ("sendMessage", {**TEXT, "text": ""}, "text is empty"),
    "blank text": ("sendMessage", {**TEXT, "text": "<b> \n</b>"}, "text is empty"),
    "long caption": ("sendPhoto", {"chat_id": 1, "photo": "f", "caption": "x" * 1025}, "caption of 1025 units"),
    "unknown parse mode": ("sendMessage", {**TEXT, "parse_mode": "BBCode"}, "parse_mode"),
    "bad markup": ("sendMessage", {**TEXT, "text": "<b>Hello"}, "<b> is not closed"),
    "bad markup in a result": (
        "answerInlineQuery",
        inline({**ARTICLE, "input_message_content": {**CONTENT, "message_text": "a < b"}}),
        "< is not escaped",
    ),
    "bad markup in a guest's answer": (
        "answerGuestQuery",
        {"guest_query_id": "1", "result": {**ARTICLE, "input_message_content": {**CONTENT, "message_text": "a & b"}}},
        "& is not escaped",
    ),
    "long data": ("sendMessage", keyboard(callback_data="ö" * 33), "callback_data of 66 bytes"),
    "empty data": ("sendMessage", keyboard(callback_data=""), "callback_data of 0 bytes"),
    "two actions": ("sendMessage", keyboard(url="https://a.org"), "does ['callback_data', 'url']"),
    "no action": ("sendMessage", {**TEXT, "reply_markup": {"inline_keyboard": [[{"text": "x"}]]}}, "does nothing"),
    "too many buttons": ("sendMessage", {**TEXT, "reply_markup": {"inline_keyboard": [[BUTTON]] * 101}}, "101 buttons"),
    "no label": ("sendMessage", keyboard(text=" "), "a button without a text"),
    "bad url": ("sendMessage", {**TEXT, "reply_markup": {"inline_keyboard": [[{"text": "x", "url": "a b"}]]}}, "bad url"),
    "local url": (
        "sendMessage",
        {**TEXT, "reply_markup": {"inline_keyboard": [[{"text": "x", "url": "http://localhost/"}]]}},
        "bad url",
    ),
    "script url": (
        "sendMessage",
        {**TEXT, "reply_markup": {"inline_keyboard": [[{"text": "x", "url": "javascript:a.b"}]]}},
        "bad url",
    ),
    "bad button of a result": (
        "answerInlineQuery",
        inline({**ARTICLE, "reply_markup": {"inline_keyboard": [[{**BUTTON, "callback_data": ""}]]}}),
        "callback_data of 0 bytes",
    ),
    "too many results": ("answerInlineQuery", inline(*articles(51)), "51 results"),
    "repeated id": ("answerInlineQuery", inline(ARTICLE, ARTICLE), "id '1' is repeated"),
    "empty id": ("answerInlineQuery", inline({**ARTICLE, "id": ""}), "id of 0 bytes"),
    "long id": ("answerInlineQuery", inline({**ARTICLE, "id": "ö" * 33}), "id of 66 bytes"),
    "no title": ("answerInlineQuery", inline({**ARTICLE, "title": ""}), "without a title"),
    "long offset": ("answerInlineQuery", inline(next_offset="x" * 65), "next_offset"),
    "bad start": ("answerInlineQuery", inline(button={"text": "a", "start_parameter": "a b"}), "start_parameter"),
    "long start": ("answerInlineQuery", inline(button={"text": "a", "start_parameter": "a" * 65}), "start_parameter"),
    "idle button": ("answerInlineQuery", inline(button={"text": "a"}), "does nothing"),
    "long word": ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "over 200"),
    "bad command": ("setMyCommands", {"commands": [{**COMMAND, "command": "Help"}]}, "bad command 'Help'"),
    "long command": ("setMyCommands", {"commands": [{**COMMAND, "command": "h" * 33}]}, "bad command"),
    "no description": ("setMyCommands", {"commands": [{**COMMAND, "description": ""}]}, "1 to 256"),
    "long description of a command": ("setMyCommands", {"commands": [{**COMMAND, "description": "x" * 257}]}, "1 to 256"),
    "repeated command": ("setMyCommands", {"commands": [COMMAND, COMMAND]}, "repeated"),
    "too many commands": (
        "setMyCommands",
        {"commands": [{**COMMAND, "command": f"c{number}"} for number in range(101)]},
        "101 commands",
    ),
    "bad language": ("setMyCommands", {"commands": [COMMAND], "language_code": "deu"}, "language_code"),
    "long description": ("setMyDescription", {"description": "x" * 513}, "over 512"),
    "long short description": ("setMyShortDescription", {"short_description": "x" * 121}, "over 120"),
    "unknown action": ("sendChatAction", {"chat_id": 1, "action": "thinking"}, "no such action"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_telegram_refuses_is_found(name: str) -> None:
    method, parameters, words = REFUSED[name]
    found = mistakes(method, parameters)
    assert any(words in each for each in found), found


@pytest.mark.parametrize(
    "html",
    [
        "<b>a</b><strong>a</strong><i>a</i><em>a</em><u>a</u><ins>a</ins><s>a</s><strike>a</strike><del>a</del>",
        '<span class="tg-spoiler">a</span><tg-spoiler>a</tg-spoiler>',
        "<a href='https://a.org/?a=1&amp;b=2'>a</a><a href=\"tg://user?id=5\">a</a>",
        '<pre><code class="language-python">a</code></pre><code>a</code><pre>a</pre>',
        "<blockquote>a</blockquote><blockquote expandable>a</blockquote>",
        '<tg-emoji emoji-id="5368324170671202286">a</tg-emoji><tg-time unix="1647531900" format="wDT">a</tg-time>',
        "<B>a</B> &lt; &gt; &amp; &quot; &#39; &#x27;",
        "<b>a<i>b</i></b>",
    ],
)
def test_telegrams_markup_is_read(html: str) -> None:
    assert Markup(html).mistakes == []


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>a</p>", "<p> is not a tag"),
        ("a<br>", "<br> is not a tag"),
        ("<b>a", "<b> is not closed"),
        ("a</b>", "</b> closes nothing"),
        ("<b><i>a</b></i>", "</b> closes nothing"),
        ("a < b", "< is not escaped"),
        ("a > b", "> is not escaped"),
        ("a & b", "& is not escaped"),
        ("a&nbsp;b", "& is not escaped"),
        ("a&amp b", "& is not escaped"),
        ('<b class="x">a</b>', "<b> with class"),
        ("<a>a</a>", "<a> without href"),
        ('<a href="a b">a</a>', "<a> with href="),
        ('<a href="https://a.org" href="https://b.org">a</a>', "href twice"),
        ('<a href="https://a.org" onclick="x">a</a>', "<a> with onclick"),
        ('<a href="https://a.org>a</a>', "< is not escaped"),
        ('<span class="big">a</span>', "<span> with class='big'"),
        ("<span>a</span>", "<span> without class"),
        ("<tg-emoji>a</tg-emoji>", "<tg-emoji> without emoji-id"),
        ('<tg-time unix="soon">a</tg-time>', "<tg-time> with unix='soon'"),
        ("<code><b>a</b></code>", "<b> within <code>"),
        ("<blockquote><blockquote>a</blockquote></blockquote>", "<blockquote> within <blockquote>"),
        ("<b>a</b class='x'>", "</b> with attributes"),
    ],
)
def test_other_markup_is_a_mistake(html: str, words: str) -> None:
    assert any(words in each for each in Markup(html).mistakes), Markup(html).mistakes


def test_markup_becomes_text_and_entities_in_utf_16_units() -> None:
    read = Markup('🎲 <b>a</b> &amp; <a href="https://a.org">b</a>')
    assert read.text == "🎲 a & b"
    assert read.entities == [
        {"type": "bold", "offset": 3, "length": 1},
        {"type": "text_link", "offset": 7, "length": 1, "url": "https://a.org"},
    ]
    assert read.links == ["https://a.org"]


def test_what_is_sent_as_text_stays_text() -> None:
    form = {"chat_id": "-5", "text": "10", "reply_markup": '{"inline_keyboard": []}', "disable_notification": "true"}
    assert shape.decoded("sendMessage", form) == {
        "chat_id": -5,
        "text": "10",
        "reply_markup": {"inline_keyboard": []},
        "disable_notification": True,
    }
    assert shape.decoded("sendMessage", {"chat_id": "@news"}) == {"chat_id": "@news"}
    assert shape.decoded("answerInlineQuery", {"inline_query_id": "7"}) == {"inline_query_id": "7"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"parse_mode": "MarkdownV2"}, "without HTML"),
        ({"text": "<i>a</i>"}, "<i> is not a tag of ours"),
        ({"link_preview_options": {}}, "with link previews"),
    ],
)
def test_our_own_rules_are_stricter(changes: Json, words: str) -> None:
    good = {**TEXT, "link_preview_options": {"is_disabled": True}}
    assert house.breaches("sendMessage", good) == []
    assert any(words in each for each in house.breaches("sendMessage", {**good, **changes}))
    assert house.breaches("answerCallbackQuery", {"text": "a word"}) == []


def test_our_own_rules_hold_in_results_too() -> None:
    assert house.breaches("answerInlineQuery", inline(ARTICLE)) == ["answerInlineQuery: message_text with link previews"]
