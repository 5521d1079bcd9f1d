from rates import convert


def test_nothing():
    assert convert(0, "1.5") == 0


def test_whole():
    assert convert(2, "2") == 4


def test_rounds_half_up():
    assert convert(250, "0.0186") == 5
