//! Time entries of OpenAir / NetSuite SuiteProjects Pro.
