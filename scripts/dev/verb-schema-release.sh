# Until the first release the released schema follows the present one; the ledger only ever grows.
main() {
  ready_build release print_ledger schemas_test
  step "golden bytes, released schema and ledger"
  UPDATE_GOLDEN=1 build/release/bin/schemas_test --gtest_filter='*golden*' > /dev/null ||
    fail "the golden events could not be written"
  python3 tests/schema/schema_gates.py release --root . --print-ledger build/release/bin/print_ledger
}
