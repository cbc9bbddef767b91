"""What Discord takes in messages and modals, and how it refuses the rest (its reference on messages, components)."""

import re
from collections.abc import Collection, Iterator
from typing import Any, TypeAlias

from bots.sandbox.discord.errors import ApiError, invalid

Json: TypeAlias = dict[str, Any]

V2 = 1 << 15
EPHEMERAL = 1 << 6
ROW, BUTTON, SELECT, INPUT, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = (
    *(1, 2, 3, 4),
    *(9, 10, 11, 12, 13, 14),
    *(17, 18),
)
_ANYWHERE = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER)
_LINK = 5
_MAX_COMPONENTS = 40
_MAX_TEXT = 4000
_MAX_OPTIONS = 25
_ATTACHED = "attachment://"
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
"""Names of uploads that Discord keeps as they are."""
_WEB = re.compile(r"https?://[^\s/?#<>\"\\^`{|}]+[^\s<>\"\\^`{|}]*")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def check_message(body: Json, *, flags: int, files: Collection[str] = ()) -> None:
    """Raise ApiError unless `body` makes a message under these flags.

    `files` are the names of what the message has beside the attachments that the body itself names.
    """
    content, components = body.get("content") or "", body.get("components") or []
    if len(content) > 2000:
        raise invalid("content", "BASE_TYPE_MAX_LENGTH", "Must be 2000 or fewer in length.")
    if len(str(body.get("nonce") or "")) > 25:
        raise invalid("nonce", "NONCE_TYPE_INVALID_LENGTH", "Nonce must be 25 or fewer in length.")
    if flags & V2:
        _check_no_legacy(body)
    elif len(components) > 5:
        raise invalid("components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    if not content and not components and not body.get("embeds"):
        raise ApiError(400, 50006, "Cannot send an empty message")
    for index, component in enumerate(components):
        allowed = _ANYWHERE if flags & V2 else (ROW,)
        _check_component(component, f"components.{index}", allowed)
    _check_totals(components)
    named = {file.get("filename") for file in body.get("attachments") or ()}
    _check_files(components, {*files, *named})


def check_modal(body: Json) -> None:
    """Raise ApiError unless `body` is the data of a callback that opens a modal."""
    _check_length(body, "custom_id", "data", 100)
    _check_length(body, "title", "data", 45)
    _check_count(body, "components", "data", 5)
    for index, component in enumerate(body["components"]):
        _check_in_modal(component, f"data.components.{index}")
    _check_totals(body["components"])


def walk(components: list[Json]) -> Iterator[Json]:
    """Yield all components, outer ones first."""
    for component in components:
        yield component
        yield from walk(component.get("components", []))
        for single in ("accessory", "component"):
            if single in component:
                yield from walk([component[single]])


def numbered(components: list[Json]) -> list[Json]:
    """Return a copy with what Discord adds: an `id` to each component that has none, to selects how many to choose."""
    taken = {c["id"] for c in walk(components) if c.get("id")}
    free = (number for number in range(1, 10_000) if number not in taken)

    def copy(component: Json) -> Json:
        fresh = {**component, "id": component.get("id") or next(free)}
        if component["type"] == SELECT:
            fresh = {"min_values": 1, "max_values": 1, **fresh}
        if "components" in component:
            fresh["components"] = [copy(child) for child in component["components"]]
        if "accessory" in component:
            fresh["accessory"] = copy(component["accessory"])
        return fresh

    return [copy(component) for component in components]


def check_choices(choices: list[Json]) -> None:
    """Raise ApiError unless these can be offered to complete a command's words."""
    if len(choices) > _MAX_OPTIONS:
        raise invalid("data.choices", "BASE_TYPE_MAX_LENGTH", f"Must be {_MAX_OPTIONS} or fewer in length.")
    for index, choice in enumerate(choices):
        for field in ("name", "value"):
            _check_length(choice, field, f"data.choices.{index}", 100)


def _check_no_legacy(body: Json) -> None:
    for field in ("content", "embeds", "poll", "sticker_ids"):
        if body.get(field):
            message = f"The '{field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            raise invalid(field, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)


def _check_totals(components: list[Json]) -> None:
    every = list(walk(components))
    if len(every) > _MAX_COMPONENTS:
        message = f"The total number of components cannot exceed {_MAX_COMPONENTS}"
        raise invalid("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message)
    if sum(len(c.get("content", "")) for c in every) > _MAX_TEXT:
        message = f"The total size of all displayable text cannot exceed {_MAX_TEXT}"
        raise invalid("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)
    numbers = [c["id"] for c in every if c.get("id")]
    if len(set(numbers)) < len(numbers) or any(not 0 <= number < 1 << 31 for number in numbers):
        raise invalid("components", "COMPONENT_ID_INVALID", "Component ids must be different integers of 32 bits")
    ids = [c["custom_id"] for c in every if "custom_id" in c]
    if len(set(ids)) < len(ids):
        raise invalid("components", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")


def _check_component(component: Json, path: str, allowed: tuple[int, ...]) -> None:
    kind = component.get("type")
    if kind not in allowed:
        message = f'Value of field "type" must be one of {tuple(sorted(allowed))}.'
        raise invalid(f"{path}.type", "UNION_TYPE_CHOICES", message)
    match kind:
        case 1:
            _check_row(component, path)
        case 2:
            _check_button(component, path)
        case 3:
            _check_select(component, path)
        case 9:
            _check_children(component, path, (TEXT,), most=3)
            _check_component(component.get("accessory", {}), f"{path}.accessory", (BUTTON, THUMBNAIL))
        case 10:
            _check_length(component, "content", path, _MAX_TEXT)
        case 11 | 12 | 13:
            _check_shown(component, path)
        case 17:
            inside = tuple(kind for kind in _ANYWHERE if kind != CONTAINER)
            _check_children(component, path, inside, most=_MAX_COMPONENTS)
        case _:
            pass


def _check_children(component: Json, path: str, allowed: tuple[int, ...], *, most: int) -> None:
    _check_count(component, "components", path, most)
    for index, child in enumerate(component["components"]):
        _check_component(child, f"{path}.components.{index}", allowed)


def _check_row(row: Json, path: str) -> None:
    _check_children(row, path, (BUTTON, SELECT), most=5)
    kinds = [child["type"] for child in row["components"]]
    if SELECT in kinds and len(kinds) > 1:
        message = "The components displayed on this row take up too much space"
        raise invalid(f"{path}.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)


def _check_button(button: Json, path: str) -> None:
    style = button.get("style")
    if style not in (1, 2, 3, 4, _LINK):
        raise invalid(f"{path}.style", "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6}.")
    if button.get("label"):
        _check_length(button, "label", path, 80)
    elif not button.get("emoji"):
        raise invalid(f"{path}.label", "BUTTON_COMPONENT_REQUIRES_LABEL_OR_EMOJI", "A label or emoji is required")
    if style == _LINK:
        _check_length(button, "url", path, 512)
        _check_url(button["url"], f"{path}.url")
        if "custom_id" in button:
            message = "A custom id and url cannot both be specified"
            raise invalid(f"{path}.custom_id", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message)
    elif "url" in button:
        raise invalid(f"{path}.url", "BUTTON_COMPONENT_INVALID_STYLE", "Only link buttons take a url")
    else:
        _check_length(button, "custom_id", path, 100)


# Discord does not publish the codes for a wrong number of values; those of `max_values` and the defaults are ours.
def _check_select(select: Json, path: str) -> None:
    _check_length(select, "custom_id", path, 100)
    _check_at_most(select, "placeholder", path, 150)
    _check_count(select, "options", path, _MAX_OPTIONS)
    least, most = _range(select, "min_values", path, 0), _range(select, "max_values", path, 1)
    if least > most or most > len(select["options"]):
        message = "Must be at least min_values and at most the number of options."
        raise invalid(f"{path}.max_values", "SELECT_COMPONENT_MAX_VALUES_OUT_OF_BOUNDS", message)
    seen: set[str] = set()
    for index, option in enumerate(select["options"]):
        where = f"{path}.options.{index}"
        for field in ("label", "value"):
            _check_length(option, field, where, 100)
        _check_at_most(option, "description", where, 100)
        if option["value"] in seen:
            message = "The specified option value is already used"
            raise invalid(where, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)
        seen.add(option["value"])
    if sum(bool(option.get("default")) for option in select["options"]) > most:
        message = f"At most {most} may be chosen from the start"
        raise invalid(f"{path}.options", "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", message)


def _range(select: Json, field: str, path: str, least: int) -> int:
    number = 1 if select.get(field) is None else select[field]
    if not isinstance(number, int) or not least <= number <= _MAX_OPTIONS:
        raise invalid(f"{path}.{field}", "NUMBER_TYPE_RANGE", f"Must be between {least} and {_MAX_OPTIONS}.")
    return number


def _check_in_modal(component: Json, path: str) -> None:
    match component.get("type"):
        case 10:
            _check_length(component, "content", path, _MAX_TEXT)
        case 18:
            _check_length(component, "label", path, 45)
            _check_at_most(component, "description", path, 100)
            inner = component.get("component", {})
            if inner.get("type") != INPUT:
                raise invalid(f"{path}.component.type", "UNION_TYPE_CHOICES", "This sandbox takes text inputs only.")
            _check_input(inner, f"{path}.component")
        case _:
            message = f'Value of field "type" must be one of {(TEXT, LABEL)}.'
            raise invalid(f"{path}.type", "UNION_TYPE_CHOICES", message)


def _check_input(field: Json, path: str) -> None:
    _check_length(field, "custom_id", path, 100)
    _check_at_most(field, "placeholder", path, 100)
    if field.get("style") not in (1, 2):
        raise invalid(f"{path}.style", "BASE_TYPE_CHOICES", "Value must be one of {1, 2}.")
    if "label" in field:
        raise invalid(f"{path}.label", "BASE_TYPE_BAD_LENGTH", "A text input inside a label has none of its own.")
    least, most = field.get("min_length", 0), field.get("max_length", 4000)
    if not 0 <= least <= 4000 or not max(1, least) <= most <= 4000:
        raise invalid(f"{path}.max_length", "NUMBER_TYPE_RANGE", "Must be between min_length and 4000.")
    value = field.get("value") or ""
    if value and not least <= len(value) <= most:
        message = f"Must be between {least} and {most} in length."
        raise invalid(f"{path}.value", "BASE_TYPE_BAD_LENGTH", message)


def _check_shown(component: Json, path: str) -> None:
    """Check what shows files and pictures."""
    if component["type"] == FILE:
        if not str(component.get("file", {}).get("url")).startswith(_ATTACHED):
            raise invalid(f"{path}.file.url", "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('attachment',).")
    elif component["type"] == GALLERY:
        _check_count(component, "items", path, 10)
        for index, item in enumerate(component["items"]):
            _check_media(item, f"{path}.items.{index}")
    else:
        _check_media(component, path)


def _check_media(item: Json, path: str) -> None:
    url = item.get("media", {}).get("url")
    if not isinstance(url, str) or not url:
        raise invalid(f"{path}.media.url", "BASE_TYPE_REQUIRED", "This field is required")
    if not url.startswith(_ATTACHED):
        _check_url(url, f"{path}.media.url")
    if item.get("description") is not None:
        _check_length(item, "description", path, 1024)


def _check_url(url: str, path: str) -> None:
    scheme = _SCHEME.match(url)
    if scheme is not None and scheme[0].lower() not in ("http:", "https:"):
        message = f"Scheme {scheme[0][:-1]!r} is not supported. Scheme must be one of ('http', 'https')."
        raise invalid(path, "URL_TYPE_INVALID_SCHEME", message)
    if _WEB.fullmatch(url) is None:
        raise invalid(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")


def _check_files(components: list[Json], files: set[str]) -> None:
    """Refuse references to uploads that are not there; Discord would also change names such as `my file.txt`."""
    for component in walk(components):
        shown = [component.get("file", {}), *(item["media"] for item in component.get("items", ()))]
        for url in (media.get("url", "") for media in shown):
            name = url.removeprefix(_ATTACHED)
            if url.startswith(_ATTACHED) and (name not in files or _NAME.fullmatch(name) is None):
                message = f"The referenced attachment {name} was not found"
                raise invalid("components", "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", message)


def _check_at_most(component: Json, field: str, path: str, most: int) -> None:
    if len(component.get(field) or "") > most:
        raise invalid(f"{path}.{field}", "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")


def _check_length(component: Json, field: str, path: str, most: int) -> None:
    value = component.get(field)
    if value is None:
        raise invalid(f"{path}.{field}", "BASE_TYPE_REQUIRED", "This field is required")
    if not isinstance(value, str) or not value.strip() or len(value) > most:
        raise invalid(f"{path}.{field}", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {most} in length.")


def _check_count(component: Json, field: str, path: str, most: int) -> None:
    if not 1 <= len(component.get(field) or ()) <= most:
        raise invalid(f"{path}.{field}", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {most} in length.")
