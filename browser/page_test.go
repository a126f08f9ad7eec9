package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a test waits for anything on a page.
const patience = 10 * time.Second

// page is one tab.
type page struct {
	*testing.T
	ctx  context.Context
	look look

	mu sync.Mutex
	// complaints are the browser's reports: exceptions, errors on the console, violations of the
	// page's policy.
	complaints []string
}

// everywhere are the looks that what a page shows and does is tried in.
var everywhere = map[string]look{"desktop": dark, "phone": phone}

// look is how a page is shown.
type look struct {
	width, height int64
	scale         float64
	mobile        bool
	scheme        string
}

var (
	dark  = look{1440, 900, 1, false, "dark"}
	light = look{1440, 900, 1, false, "light"}
	phone = look{390, 844, 2, true, "dark"}
)

// open opens a page in a new tab. A complaint of the browser before the end of the test fails the
// test.
func open(t *testing.T, url string, l look) *page {
	t.Helper()
	ctx, closeTab := chromedp.NewContext(chromium)
	t.Cleanup(closeTab)
	p := &page{T: t, ctx: ctx, look: l}
	t.Cleanup(p.check)
	p.must("opening a tab", chromedp.Listen(ctx, p.listen))
	do(p, "log", log.Enable, cdp.Empty{})
	do(p, "size", emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: l.width, Height: l.height, DeviceScaleFactor: l.scale, Mobile: l.mobile,
	})
	do(p, "colours", emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: l.scheme}},
	})
	p.must("opening "+url, chromedp.Do(ctx, chromedp.Navigate(url)))
	p.wait("the page to be ready", `document.body.classList.contains('ready')`)
	return p
}

func (p *page) listen(event any) {
	complaint := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		complaint = "exception: " + e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			complaint += " " + e.ExceptionDetails.Exception.Description
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" {
			complaint = "console: "
			for _, argument := range e.Args {
				complaint += string(argument.Value)
			}
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" || e.Entry.Level == "warning" {
			complaint = "log: " + e.Entry.Text + " " + e.Entry.URL
		}
	}
	if complaint != "" {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.complaints = append(p.complaints, complaint)
	}
}

func (p *page) check() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, complaint := range p.complaints {
		p.Errorf("the browser complains: %s", complaint)
	}
	if p.Failed() {
		p.mu.Unlock()
		p.shot("failed-" + strings.ReplaceAll(p.Name(), "/", "-"))
		p.mu.Lock()
	}
}

func (p *page) must(what string, err error) {
	p.Helper()
	if err != nil {
		p.Fatalf("%s: %v", what, err)
	}
}

// do runs a command of the DevTools protocol.
func do[P, R any](p *page, what string, command cdp.Command[P, R], params P) R {
	p.Helper()
	result, err := chromedp.Call(p.ctx, command, params)
	p.must(what, err)
	return result
}

// eval runs JavaScript and returns its result. It waits for a promise.
func eval[T any](p *page, script string, args ...any) T {
	p.Helper()
	script = fmt.Sprintf(script, args...)
	result, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		p.Fatalf("%s: %v", script, err)
	}
	return result
}

// wait waits until a JavaScript condition holds.
func (p *page) wait(what, condition string, args ...any) {
	p.Helper()
	condition = fmt.Sprintf(condition, args...)
	for deadline := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		held, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool]("Boolean("+condition+")"))
		if err == nil && held {
			return
		}
		if time.Now().After(deadline) {
			p.Fatalf("waited %v in vain for %s: %s (%v)\nthe page says: %s", patience, what, condition, err,
				eval[string](p, `document.body.className + ': ' + document.body.innerText.slice(-900)`))
		}
	}
}

// find returns JavaScript for the last visible element that matches a selector and has a text.
func find(selector, text string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(%q)].findLast(e => e.checkVisibility({visibilityProperty: true}) &&
		(e.innerText || e.getAttribute('aria-label') || '').includes(%q))`, selector, text)
}

// see waits for a visible element that matches a selector and has a text.
func (p *page) see(selector, text string) {
	p.Helper()
	p.wait(fmt.Sprintf("%s with %q", selector, text), "%s", find(selector, text))
}

// gone waits until there is no such element.
func (p *page) gone(selector, text string) {
	p.Helper()
	p.wait(fmt.Sprintf("%s with %q to be gone", selector, text), "!(%s)", find(selector, text))
}

// shot keeps a screenshot for people to look at.
func (p *page) shot(name string) {
	p.Helper()
	time.Sleep(200 * time.Millisecond) // for transitions and pictures
	picture, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.MkdirAll("artifacts", 0o755)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join("artifacts", name+".png"), picture, 0o644)
	}
	if err != nil {
		p.Logf("screenshot %s: %v", name, err)
	}
}
