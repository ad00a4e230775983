#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| suiteprojects_fuzz::exchange(data));

#[cfg(not(fuzzing))]
fn main() {
    suiteprojects_fuzz::replay("exchange", suiteprojects_fuzz::exchange);
}
