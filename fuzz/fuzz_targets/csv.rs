#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| suiteprojects_fuzz::csv(data));

#[cfg(not(fuzzing))]
fn main() {
    suiteprojects_fuzz::replay("csv", suiteprojects_fuzz::csv);
}
