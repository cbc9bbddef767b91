"""What came of it."""

from msgspec import Struct, field


class Report(Struct, frozen=True):
    """Numbers by platform, and all that is wrong."""

    kills: int = 0
    asked: dict[str, int] = field(default_factory=dict)
    """Messages that were sent."""
    clicked: dict[str, int] = field(default_factory=dict)
    acknowledged: dict[str, int] = field(default_factory=dict)
    """Clicks that the platform got acknowledged."""
    repeats: int = 0
    """Acknowledged events that were delivered again."""
    repeated: tuple[str, ...] = ()
    """Answers that Telegram shows twice: killed between its answer and our note of it, which nothing there can mend."""
    findings: tuple[str, ...] = ()
    seconds: float = 0.0

    def violations(self) -> tuple[str, ...]:
        """Return all that must not be."""
        most = self.kills
        many = (f"{len(self.repeated)} answers are there twice on Telegram after {most} kills",)
        return (*self.findings, *(many if len(self.repeated) > most else ()))

    def and_then(self, other: "Report") -> "Report":
        """Return both as one."""
        return Report(
            self.kills + other.kills,
            _sum(self.asked, other.asked),
            _sum(self.clicked, other.clicked),
            _sum(self.acknowledged, other.acknowledged),
            self.repeats + other.repeats,
            self.repeated + other.repeated,
            self.findings + other.findings,
            self.seconds + other.seconds,
        )

    def lines(self) -> list[str]:
        """Return what to print."""
        told = [
            f"{platform}: {count} messages, {self.clicked.get(platform, 0)} clicks, "
            f"{self.acknowledged.get(platform, 0)} of them acknowledged"
            for platform, count in sorted(self.asked.items())
        ]
        return [
            f"{self.kills} kills in {self.seconds:.0f} s, {self.repeats} events delivered again",
            *told,
            f"{len(self.repeated)} answers are there twice on Telegram, which has no key for what is sent",
            *(f"  {line}" for line in self.repeated),
            f"{len(self.violations())} violations",
            *(f"  {line}" for line in self.violations()),
        ]


def _sum(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return {name: one.get(name, 0) + other.get(name, 0) for name in {**one, **other}}
