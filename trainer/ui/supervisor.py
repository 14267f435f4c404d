"""What the supervisors' pages share."""

from __future__ import annotations

from trainer.person import Role
from trainer.ui.frame import link, me, title
from trainer.ui.notices import notice


def only_supervisors(name: str) -> bool:
    """True for a supervisor; everybody else is told, calmly, where the role is chosen."""
    if me().role is Role.SUPERVISOR:
        return True
    title(name)
    notice("この画面はSVが使います。SVの方は、設定で役割を「SV」にすると開けます。")
    link("profile", "設定を開く", "person")
    return False
