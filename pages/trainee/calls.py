"""これまでの応対: all of one's calls, finished and unfinished."""

from trainer.ui import deeds, own_calls
from trainer.ui.frame import app, back, me, title

back("home", "ホームへ")
title("これまでの応対")
deeds.told()
scenarios = app().library.scenarios
own_calls.listed(own_calls.choose(app().practice.mine(me(), own_calls.MOST), scenarios), scenarios)
