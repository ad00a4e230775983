#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| suiteprojects_fuzz::scalars(data));

#[cfg(not(fuzzing))]
fn main() {
    suiteprojects_fuzz::replay("scalars", suiteprojects_fuzz::scalars);
}
