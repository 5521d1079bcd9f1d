fn main() {
    println!("indexed");
}
