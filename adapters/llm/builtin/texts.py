"""Texts: the sentences the built-in model has in every language."""

from collections.abc import Mapping

from msgspec import Struct

CONNECT = "`MODEL=qwen2.5:7b MODEL_BASE_URL=http://127.0.0.1:11434/v1`"
"""What connects a language model, in any language."""


class Phrases(Struct, frozen=True):
    """The texts of one language; `{}` stands for what is filled in."""

    greeting: str
    thanks: str
    goodbye: str
    praise: str
    complaint: str
    help: str
    declined: str
    declined_words: str
    too_long: str
    nothing_said: str
    here_is: str
    here_are: str
    unknown: str
    cleared: str
    nothing_shown: str
    removed: str
    shown: str
    changed: str
    missing: str
    ambiguous: str
    needs_number: str
    needs_state: str
    no_value: str
    pressed: str
    which_columns: str
    which_states: str
    name_kept: str
    name_known: str
    name_unknown: str
    fact_kept: str
    plan_controls: str
    plan_talk: str
    quote: str
    last_joint: str
    on: str
    off: str
    counter: str
    toggle: str
    button: str
    label: str
    table: str
    light: str
    door: str
    machine: str
    steps: str
    light_states: tuple[str, str, str]
    door_states: tuple[str, str, str]
    door_moves: tuple[str, str, str, str]
    a_counter: str
    a_toggle: str
    a_button: str
    a_label: str
    a_bare_label: str
    a_table: str
    a_light: str
    a_door: str
    a_chain: str
    a_machine: str
    select: str
    progress: str
    a_select: str
    a_progress: str
    a_bare_progress: str
    which_options: str
    input: str
    date: str
    link: str
    plan: str
    a_input: str
    a_bare_input: str
    a_date: str
    a_bare_date: str
    days_between: str
    """With `first` and `last`."""
    days_from: str
    days_until: str
    a_link: str
    a_plan: str
    input_limit: str
    which_address: str
    needs_address: str
    leads: str
    which_steps: str
    no_step: str
    step_is: str
    step_states: Mapping[str, str]
    """By state of a plan's step: its name."""
    file_unread: str
    file_picture: str
    file_text: str
    file_lines: tuple[str, str, str]
    """What is said of the lines of a file that has none, one or many."""
    file_more: str
    file_rows: str
    file_offer: str
    file_as_table: str
    file_no_table: str
    file_cut: str
    file_beyond: str
    needs_percent: str
    renamed: str
    name_too_long: str
    follows: str
    only_labels: str
    no_source: str
    no_table: str
    exported: str
    charts: Mapping[str, str]
    """By style of chart: its name."""
    a_chart: Mapping[str, str]
    which_data: str
    no_numbers: str
    no_pie: str
    tools: Mapping[str, str]
    tool_failed: str
    tool_silent: str
    clock: str
    days: tuple[str, ...]
    """From Monday on."""
    timer_second: str
    timer_seconds: str
    nothing_found: str
    guidance: str
    guidance_none: str
    topics: Mapping[str, str]
    """The topics of an analysis that are named otherwise in this language."""

    @property
    def plain(self) -> frozenset[str]:
        """Return the labels of controls that were given no name."""
        return frozenset(
            (
                self.counter,
                self.toggle,
                self.button,
                self.label,
                self.table,
                self.machine,
                self.select,
                self.progress,
                self.input,
                self.date,
                self.link,
                self.plan,
            )
        )

    def quoted(self, text: str) -> str:
        """Return `text` in the language's quotation marks."""
        return self.quote.format(text)

    def listed(self, parts: tuple[str, ...]) -> str:
        """Return "a, b and c"."""
        return self.last_joint.join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
