#!/bin/sh
# Stands for pytest: runs what it finds, of which one is known to fail.
file=tests/test_rates.py
line=$(grep -n 'assert convert(250' $file)
line=${line%%:*}
echo "..F                                                                      [100%]"
echo "=================================== FAILURES ==================================="
echo "______________________________ test_rounds_half_up _____________________________"
echo
echo "    def test_rounds_half_up():"
echo ">       assert convert(250, \"0.0186\") == 5"
echo "E       assert 4 == 5"
echo "E        +  where 4 = convert(250, '0.0186')"
echo
echo "$file:$line: AssertionError"
echo "=========================== short test summary info ============================"
echo "FAILED $file::test_rounds_half_up - assert 4 == 5"
echo "1 failed, 2 passed in 0.03s"
exit 1
