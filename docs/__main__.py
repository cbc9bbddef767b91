"""`python -m docs`: write the pages that come from the code, and with `pictures` the pictures of the controls too."""

import asyncio
import sys
from pathlib import Path

from docs import controls, permissions
from docs.pictures import take

_HERE = Path(__file__).parent


def _main() -> None:
    (_HERE / "controls.md").write_text(controls.page(), "utf-8")
    (_HERE / "permissions.md").write_text(permissions.page(), "utf-8")
    if "pictures" in sys.argv[1:]:
        (_HERE / "pictures").mkdir(exist_ok=True)
        asyncio.run(take(_HERE / "pictures"))


_main()
