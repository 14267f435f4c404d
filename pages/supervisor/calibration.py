"""第二の意見の校正: how far the model's levels agree with supervisors', and the next call to level."""

import streamlit as st

from trainer.ui import calibration
from trainer.ui.frame import title
from trainer.ui.supervisor import only_supervisors

if not only_supervisors("第二の意見の校正"):
    st.stop()

title("第二の意見の校正")
calibration.agreements()
calibration.question()
