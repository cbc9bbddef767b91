"""Forms: the dialog that asks for a field's value, and what is said where that did not work."""

from typing import Any, Literal, TypeAlias

import discord

from adapters.discord.components import PRIMARY, button, row
from adapters.discord.ids import CustomId
from adapters.discord.interactions import Interaction
from adapters.discord.translating import answered
from adapters.discord.whispering import whisper
from adapters.shared.platform import Body
from core.fields import OPEN

_Sentence: TypeAlias = Literal["once more", "try again"]
_ENGLISH: dict[_Sentence, str] = {
    "once more": "I was too slow to open this. Please press the button once more.",
    "try again": "✏️ Try again",
}
_GERMAN: dict[_Sentence, str] = {
    "once more": "Ich war zu langsam, um das zu öffnen. Bitte drücke noch einmal auf den Knopf.",
    "try again": "✏️ Noch einmal",
}


class Dialog(discord.ui.Modal):
    """Sends a modal as it is. It is finished from the start, so that the library never stores it."""

    def __init__(self, modal: Body) -> None:
        super().__init__(title=modal["title"], custom_id=modal["custom_id"])
        self._modal = modal
        self.stop()

    def to_dict(self) -> dict[str, Any]:
        """Return the modal."""
        return self._modal


async def open_form(interaction: Interaction, modal: Body) -> None:
    """Show a modal, or, where the click has its first answer already, ask the person to press once more.

    Raises discord.HTTPException.
    """
    try:
        if not interaction.response.is_done():
            await interaction.response.send_modal(Dialog(modal))
            return
    except discord.HTTPException as error:
        if not answered(error):
            raise
    await whisper(interaction, _said("once more", interaction))


async def refuse_form(interaction: Interaction, used: CustomId, problem: str) -> None:
    """Say what is wrong with a value, with a button that asks for it again. Raises discord.HTTPException."""
    again = button(_said("try again", interaction), used.verb(OPEN), PRIMARY)
    await whisper(interaction, problem, row([again]))


async def clear_refusal(interaction: Interaction) -> None:
    """Take away the notice that a form was opened from, now that the value is taken. Raises discord.HTTPException."""
    if interaction.message is not None and interaction.message.flags.ephemeral and not interaction.response.is_done():
        await interaction.response.defer()
        await interaction.delete_original_response()


def language_of(interaction: Interaction) -> str:
    """Return the two letters of the language that the person has set in Discord."""
    return interaction.locale.value[:2]


def _said(sentence: _Sentence, interaction: Interaction) -> str:
    return (_GERMAN if language_of(interaction) == "de" else _ENGLISH)[sentence]
