"""Writes decimals.tsv: sums, products and quotients by Python's decimal, which knows nothing of the machine."""
import pathlib
import random
from decimal import ROUND_HALF_UP, Context, Decimal, getcontext

getcontext().prec = 120
getcontext().rounding = ROUND_HALF_UP
random.seed(20260101)


def number():
    digits = random.choice([1, 3, 8, 12, 18])
    value = Decimal(random.randint(-(10**digits), 10**digits))
    return value.scaleb(-random.randint(0, min(digits, 9)))


def plain(value):
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


lines = []
for _ in range(3000):
    a, b = number(), number()
    row = [plain(a), plain(b), plain(a + b), plain(a - b), plain(a * b)]
    # 27 decimals, and no more than 38 digits in all.
    row.append(plain((a / b).quantize(Decimal(1).scaleb(-27)).normalize(Context(prec=38, rounding=ROUND_HALF_UP))) if b else "")
    lines.append("\t".join(row))
pathlib.Path(__file__).with_name("decimals.tsv").write_text("\n".join(lines) + "\n")
