//! Laws of requests and answers.
