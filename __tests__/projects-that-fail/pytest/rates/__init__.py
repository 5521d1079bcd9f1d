from decimal import Decimal


def convert(amount, rate):
    return int(amount * Decimal(rate))
