//! URLs that lead elsewhere than they seem to.

use super::{HEAD, folder, import};

#[test]
fn a_host_that_no_spec_knows_never_gets_the_name_of_another_one() {
    for (host, name) in [("open.example.org", "open_example_org"), ("open", "open_2")] {
        let folder = folder();
        let page = HEAD.replace("open.example.com", host);
        let (status, told) = import(page.as_bytes(), folder.path());
        assert_eq!(status, Some(0), "{told:#}");
        let spec =
            std::fs::read_to_string(folder.path().join("spec/order/get.yaml")).expect("it was written");
        assert!(spec.contains(&format!("host: {name}\n")), "{spec}");
        assert!(told["open"].to_string().contains("declare it in platform.yaml"), "{told:#}");
    }
}

#[test]
fn a_host_is_the_same_in_capitals() {
    let folder = folder();
    let page = HEAD.replace("open.example.com", "Open.Example.COM");
    let (status, told) = import(page.as_bytes(), folder.path());
    assert_eq!(status, Some(0), "{told:#}");
    let spec = std::fs::read_to_string(folder.path().join("spec/order/get.yaml")).expect("it was written");
    assert!(spec.contains("host: open\n"), "{spec}");
}

#[test]
fn a_url_that_only_seems_to_be_a_hosts_is_refused() {
    for url in [
        "https://open.example.com@example.org/a/b/",
        "https://open.example.com/a b/",
        "https://open.example.com/a/（沙盒）",
    ] {
        let page = HEAD.replace("https://open.example.com/shop/v1/order/get/", url);
        let (status, told) = import(page.as_bytes(), folder().path());
        assert_eq!(status, Some(1), "{url}: {told:#}");
        assert!(told["refused"].to_string().contains("no URL with a path"), "{url}: {told:#}");
    }
}
