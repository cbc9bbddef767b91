"""Files and pictures: the Bot API's methods for what the bot sends, and what people send."""

from bots.sandbox.service import SentFile
from bots.sandbox.telegram.errors import bad_request
from bots.sandbox.telegram.methods import Method, answered, chat_of, edited, no_topics, own_message
from bots.sandbox.telegram.params import Json, Params
from bots.sandbox.telegram.rules import caption_of, check_upload
from bots.sandbox.telegram.world import BOT, World

DOWNLOAD = 20_000_000
"""Bytes that a bot can fetch (Bot API, getFile)."""
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")
"""How the pictures begin that Telegram reads."""


def send_photo(world: World, params: Params) -> Json:
    """Post a picture."""
    file = params.file("photo")
    check_upload("photo", len(file.data))
    if not file.data.startswith(_PICTURES):
        raise bad_request("IMAGE_PROCESS_FAILED")
    return _sent(world, params, file, photo=True)


def send_document(world: World, params: Params) -> Json:
    """Post a file."""
    file = params.file("document")
    check_upload("document", len(file.data))
    return _sent(world, params, file, photo=False)


def edit_message_caption(world: World, params: Params) -> Json:
    """Change what stands below one of the bot's pictures or files."""
    message = own_message(world, params)
    if "photo" not in message and "document" not in message:
        raise bad_request("there is no caption in the message to edit")
    return edited(world, message, caption_of(params))


def get_file(world: World, params: Params) -> Json:
    """Return where a file can be fetched from."""
    key = params.text("file_id")
    file = world.state.files.get(key)
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.data) > DOWNLOAD:
        raise bad_request("file is too big")
    return {**_named(key, file), "file_path": f"files/{key}"}


def kept(world: World, file: SentFile, *, photo: bool) -> Json:
    """Keep a file and return the part of a message that brings it."""
    key = f"file-{world.next_id()}"
    world.state.files[key] = file
    named = _named(key, file)
    if photo:
        return {"photo": [{**named, "width": 90, "height": 90}]}
    return {"document": {**named, "file_name": file.name, "mime_type": file.media_type}}


def files_of(world: World, message: Json) -> list[Json]:
    """Return the files of a message as the pane shows them."""
    parts = [*message.get("photo", [])[-1:], *([message["document"]] if "document" in message else [])]
    kept_files = [(part["file_id"], world.state.files[part["file_id"]]) for part in parts]
    return [{"id": key, "name": file.name, "media_type": file.media_type} for key, file in kept_files]


MEDIA: dict[str, Method] = {
    "sendphoto": send_photo,
    "senddocument": send_document,
    "editmessagecaption": edit_message_caption,
    "getfile": get_file,
}
"""By their names in lower case."""


def _sent(world: World, params: Params, file: SentFile, *, photo: bool) -> Json:
    chat, content = chat_of(world, params), caption_of(params)
    no_topics(params)
    original = answered(world, params, chat)
    world.state.drafts.pop(str(chat["id"]), None)
    content |= kept(world, file, photo=photo)
    return world.post(BOT, chat, content | ({"reply_to_message": original} if original else {}))


def _named(key: str, file: SentFile) -> Json:
    return {"file_id": key, "file_unique_id": key, "file_size": len(file.data)}
