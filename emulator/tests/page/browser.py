"""Drives the page of the local server in headless Chromium over its debugging pipe: browser.py URL FOLDER

Takes pictures in two widths and both colour schemes, walks with the keyboard alone, drops and pastes a file, and
waits for a refresh. Ends with an error if anything is not as expected.
"""

import base64
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request

URL, FOLDER = sys.argv[1:3]


class Browser:
    def __init__(self, profile):
        # The browser reads commands at 3 and writes answers at 4, each ended by a zero byte.
        to_read, self.to = os.pipe()
        self.back, to_write = os.pipe()

        def arrange():
            # Out of the way first, so that neither is lost when the other takes its place.
            first, second = os.dup(to_read), os.dup(to_write)
            first, second = os.dup2(first, 30), os.dup2(second, 31)
            os.dup2(first, 3)
            os.dup2(second, 4)

        arguments = ["chromium", "--headless=new", "--remote-debugging-pipe", "--disable-gpu", "--no-first-run", "--hide-scrollbars",
                     "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking",
                     "--no-proxy-server", f"--user-data-dir={profile}", "about:blank"]
        self.process = subprocess.Popen(arguments, close_fds=False, preexec_fn=arrange,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.rest, self.number, self.session, self.events = b"", 0, None, []

    def message(self):
        while b"\0" not in self.rest:
            more = os.read(self.back, 1 << 16)
            if not more:
                raise SystemExit("the browser ended")
            self.rest += more
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **parameters):
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            request["sessionId"] = self.session
        os.write(self.to, json.dumps(request).encode() + b"\0")
        while True:
            message = self.message()
            if message.get("id") == self.number:
                if "error" in message:
                    raise SystemExit(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def attach(self):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.call(f"{domain}.enable")

    def evaluate(self, code):
        answer = self.call("Runtime.evaluate", expression=code, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise SystemExit(f"{code}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def until(self, code, what):
        for _ in range(200):
            if self.evaluate(code):
                return
            time.sleep(0.1)
        raise SystemExit(f"{what}: {self.evaluate('document.body.innerText')}")

    def open(self, path):
        self.call("Page.navigate", url=URL + path)
        self.until(f"document.readyState === 'complete' && location.href === {json.dumps(URL + path)}", path)

    def press(self, key, code, text=None):
        more = {"text": text} if text else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, windowsVirtualKeyCode=code, **more)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)

    def tab_to(self, code, what):
        for _ in range(80):
            self.press("Tab", 9)
            if self.evaluate(f"(() => {{ const e = document.activeElement; return {code}; }})()"):
                style = "getComputedStyle(document.activeElement).outlineStyle"
                assert self.evaluate(style) != "none", f"{what} has no visible focus"
                return
        raise SystemExit(f"the keyboard does not lead to {what}")

    def enter(self):
        self.press("Enter", 13, "\r")

    def picture(self, name):
        data = self.call("Page.captureScreenshot", captureBeyondViewport=True, format="png")["data"]
        with open(os.path.join(FOLDER, name + ".png"), "wb") as file:
            file.write(base64.b64decode(data))


CSV = '[{"userid": 251, "hours": 2},\n {"userid": 251, "date": "2026-01-05", "decimal_hours": "8", "start_time": "9:00", "end_time": "17:30", "notes": "<script>document.title=1</script>"}]'


def check(browser):
    browser.open("/page/check")
    browser.evaluate("document.getElementById('text').focus()")
    browser.call("Input.insertText", text=CSV)
    # From the text to the button, and off.
    browser.tab_to("e.tagName === 'BUTTON'", "the button")
    browser.enter()
    browser.until("document.getElementById('result').innerText.includes('826')", "findings")
    assert browser.evaluate("document.getElementById('result').innerText.includes('1407')"), "1407"
    assert browser.evaluate("document.querySelectorAll('#result article').length") == 2


def drop(browser):
    browser.open("/page/check")
    code = """(type) => {
        const data = new DataTransfer();
        data.items.add(new File(['[{"userid": 999, "date": "2026-01-05", "hours": 1}]'], 'a.json'));
        document.getElementById('text').dispatchEvent(
            new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
    }"""
    browser.evaluate(f"({code})('dragover')")
    browser.evaluate(f"({code})('drop')")
    browser.until("document.getElementById('result').innerText.includes('829')", "findings of a dropped file")
    # What is pasted is checked at once.
    browser.evaluate("""(() => {
        const area = document.getElementById('text');
        area.value = '<Task><userid>251</userid><hours>1</hours></Task>';
        area.dispatchEvent(new ClipboardEvent('paste', {bubbles: true}));
    })()""")
    browser.until("document.getElementById('result').innerText.includes('826')", "findings of what is pasted")


def keyboard(browser):
    browser.open("/?week=2026-01-05")
    browser.press("Tab", 9)
    assert browser.evaluate("document.activeElement.className") == "skip", "the first stop skips to the content"
    browser.enter()
    browser.until("document.activeElement.id === 'content'", "skipping to the content")
    browser.tab_to("e.getAttribute('href')?.includes('day=2026-01-05')", "a cell of the grid")
    browser.enter()
    browser.until("location.pathname === '/page/day'", "the day")
    browser.tab_to("e.getAttribute('href') === '/page/records/Task/5512'", "the record")
    browser.enter()
    browser.until("location.pathname === '/page/records/Task/5512'", "the record")


def refresh(browser):
    browser.open("/page/exchanges")
    before = browser.evaluate("document.querySelectorAll('#live tbody tr').length")
    browser.evaluate("document.querySelector('#live tbody a').focus()")
    focused = browser.evaluate("document.activeElement.getAttribute('href')")
    body = b'<request key="k"><Auth><Login><company>c</company><user>u</user><password>p</password></Login></Auth><Time/></request>'
    urllib.request.urlopen(urllib.request.Request(URL + "/api.pl", body)).read()
    browser.until(f"document.querySelectorAll('#live tbody tr').length === {before + 1}", "the refresh")
    assert browser.evaluate("document.activeElement.getAttribute('href')") == focused, "the refresh takes the focus"


def without_script(browser):
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    for path, text in [("/?week=2026-01-05", "Ada Quist"), ("/page/day?user=251&day=2026-01-05", "5512"),
                       ("/page/exchanges", "Add"), ("/page/exchanges/1", "Answer"), ("/page/check", "needs script")]:
        browser.open(path)
        assert text in browser.evaluate("document.body.innerText"), path
    browser.call("Emulation.setScriptExecutionDisabled", value=False)


def pictures(browser):
    pages = [("overview", "/?week=2026-01-05"), ("day", "/page/day?user=251&day=2026-01-05"),
             ("exchanges", "/page/exchanges"), ("exchange", "/page/exchanges/1"), ("check", None)]
    for scheme in ["light", "dark"]:
        browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        for width in [360, 1280]:
            browser.call("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1,
                         mobile=False)
            for name, path in pages:
                if path:
                    browser.open(path)
                else:
                    check(browser)
                wide = browser.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                assert wide == 0, f"{name} is {wide} too wide at {width}"
                unnamed = browser.evaluate("""[...document.querySelectorAll('a, button, input, textarea')].filter(e =>
                    !(e.innerText || e.getAttribute('aria-label') || e.labels?.length)).length""")
                assert unnamed == 0, f"{name} has {unnamed} controls without a name"
                ground = browser.evaluate("getComputedStyle(document.body).backgroundColor")
                assert (ground == "rgb(251, 251, 249)") == (scheme == "light"), ground
                browser.picture(f"{name}-{width}-{scheme}")


def main():
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(profile)
        try:
            browser.attach()
            pictures(browser)
            keyboard(browser)
            drop(browser)
            refresh(browser)
            without_script(browser)
            assert browser.evaluate("document.title") != "broken"
            for event in browser.events:
                parameters = event.get("params", {})
                if event.get("method") == "Runtime.exceptionThrown":
                    raise SystemExit(f"a script failed: {parameters}")
                if event.get("method") == "Log.entryAdded" and parameters["entry"]["level"] == "error":
                    raise SystemExit(f"the browser complains: {parameters}")
                if event.get("method") == "Network.requestWillBeSent":
                    address = parameters["request"]["url"]
                    assert address.startswith((URL, "about:", "data:")), f"found a request to {address}"
        finally:
            browser.process.kill()
            browser.process.wait()


main()
