"""Members of chats, in the shapes that the Bot API gives them."""

from __future__ import annotations

from tests.botapi.call import Json

OUTSIDE = ("left", "kicked")
_RIGHTS = [
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
]
_PERMISSIONS = [
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
]
_SHAPES: dict[str, Json] = {
    "creator": {"is_anonymous": False},
    "administrator": {"can_be_edited": False, "is_anonymous": False, **dict.fromkeys(_RIGHTS, False), "can_manage_chat": True},
    "member": {},
    "restricted": {"is_member": True, **dict.fromkeys(_PERMISSIONS, False), "until_date": 0},
    "left": {},
    "kicked": {"until_date": 0},
}


def member(user: Json, status: str, **details: object) -> Json:
    """A ChatMember: somebody with a status, without any rights but those in `details`."""
    return {"status": status, "user": user, **_SHAPES[status], **details}


def is_inside(known: Json | None) -> bool:
    """Whether a member is in the chat; one of whom nothing is known is taken to be."""
    return known is None or (known["status"] not in OUTSIDE and known.get("is_member", True))


def may(known: Json | None, right: str) -> bool:
    """Whether a member has an administrator's right."""
    return known is not None and (
        known["status"] == "creator" or (known["status"] == "administrator" and bool(known.get(right)))
    )
