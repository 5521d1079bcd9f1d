# Stands for cargo test.
line=$(grep -n 'assert_eq!(settle' src/settle.rs)
line=${line%%:*}
echo "   Compiling ledger v0.3.0 (/build/source)"
echo "     Running unittests src/lib.rs (target/release/deps/ledger-5d0c7d2b54a5c6c1)"
echo
echo "running 2 tests"
echo "test settle::tests::nothing_to_settle ... ok"
echo "test settle::tests::fee_is_taken_once ... FAILED"
echo
echo "failures:"
echo
echo "---- settle::tests::fee_is_taken_once stdout ----"
echo "thread 'settle::tests::fee_is_taken_once' panicked at 'assertion failed: \`(left == right)\`"
echo "  left: \`70\`,"
echo " right: \`75\`', src/settle.rs:$line:9"
echo "note: run with \`RUST_BACKTRACE=1\` environment variable to display a backtrace"
echo
echo
echo "failures:"
echo "    settle::tests::fee_is_taken_once"
echo
echo "test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s"
echo
echo "error: test failed, to rerun pass '--lib'"
exit 101
