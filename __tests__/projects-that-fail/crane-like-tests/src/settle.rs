pub fn settle(amount: u64, fee: u64) -> u64 {
    amount.saturating_sub(fee).saturating_sub(fee)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_to_settle() {
        assert_eq!(0, settle(0, 5));
    }

    #[test]
    fn fee_is_taken_once() {
        assert_eq!(settle(80, 5), 75);
    }
}
