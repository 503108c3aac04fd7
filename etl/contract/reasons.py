"""Reasons for which a row or a whole delivery is refused, and the German sentences for them."""

from etl.contract.delivery_reasons import DELIVERY
from etl.contract.row_reasons import ROW

__all__ = ["DELIVERY", "ROW", "DeliveryRefused", "row_sentence"]


class DeliveryRefused(Exception):
    """A delivery refused as a whole; `code` is a key of DELIVERY, `values` fill its sentence."""

    def __init__(self, code: str, **values: str) -> None:
        self.code = code
        self.values = values
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """Sentence and remedy, as the office reads them."""
        reason = DELIVERY[self.code]
        return f"{reason.sentence} {reason.remedy}".format(**{**_BLANK, **self.values})


_BLANK = {"spalte": "?", "andere": "?", "wert": "?", "liste": "?"}


def row_sentence(code: str, **values: str) -> str:
    """The German sentence for one refused row, with what helps."""
    reason = ROW[code]
    return f"{reason.sentence} {reason.remedy}".format(**{**_BLANK, **values})
