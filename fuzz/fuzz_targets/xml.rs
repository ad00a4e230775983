#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| suiteprojects_fuzz::xml(data));

#[cfg(not(fuzzing))]
fn main() {
    suiteprojects_fuzz::replay("xml", suiteprojects_fuzz::xml);
}
