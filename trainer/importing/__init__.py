"""Past cases from outside: tables with any headings, and pasted talk or mail.

    guess, rows      a table → cases or what is wrong in each row
    from_paste       a transcript or an e-mail → the draft of one case

Nothing is stored here: what is imported is shown first, and becomes drafts whose masking a person
still has to confirm (trainer.cases.CaseImports).
"""

from trainer.importing.paste import from_paste
from trainer.importing.table import FIELDS, Row, guess, rows

__all__ = ["FIELDS", "Row", "from_paste", "guess", "rows"]
