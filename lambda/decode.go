package lambda

import "github.com/hotaru-go/hotaru/internal/wire"

// union holds the parts of an event that are read, in the shapes of all senders. It is not decoded
// by reflection, which would inspect the struct again at every cold start.
type union struct {
	version, rawPath, path, method string
	headers, multiValueHeaders     headers
	body                           []byte
	base64                         bool
	// context is true if there is a requestContext. contextMethod is its http.method, and balancer
	// is true if it has elb.
	context, balancer         bool
	contextMethod, domainName string
	// records is true if the event is a batch, such as messages from a queue.
	records bool
}

func (u *union) decode(data []byte) error {
	var r wire.Reader
	// Decoding need not fail for broken UTF-8, because no signature matches it.
	r.Reset(data, wire.Repair)
	if opens(&r) {
		for r.Member() {
			u.readMember(&r)
		}
	}
	return r.Finish()
}

// opens steps into an object and returns true, or steps over a null and returns false.
func opens(r *wire.Reader) bool {
	if r.Null() {
		return false
	}
	r.Open('{')
	return true
}

func (u *union) readMember(r *wire.Reader) {
	switch string(r.Name) {
	case "version":
		r.TextInto(&u.version)
	case "rawPath":
		r.TextInto(&u.rawPath)
	case "path":
		r.TextInto(&u.path)
	case "httpMethod":
		r.TextInto(&u.method)
	case "headers":
		u.headers.read(r)
	case "multiValueHeaders":
		u.multiValueHeaders.read(r)
	case "requestContext":
		u.readContext(r)
	case "isBase64Encoded":
		u.base64 = string(r.Raw()) == "true"
	case "body":
		u.body = r.AppendText(nil)
	case "Records":
		u.records = true
		r.Skip()
	default:
		r.Skip()
	}
}

func (u *union) readContext(r *wire.Reader) {
	if u.context = opens(r); !u.context {
		return
	}
	for r.Member() {
		switch string(r.Name) {
		case "elb":
			if u.balancer = opens(r); u.balancer {
				for r.Member() {
					r.Skip()
				}
			}
		case "domainName":
			r.TextInto(&u.domainName)
		case "http":
			u.readMethod(r)
		default:
			r.Skip()
		}
	}
}

func (u *union) readMethod(r *wire.Reader) {
	if !opens(r) {
		return
	}
	for r.Member() {
		if string(r.Name) == "method" {
			r.TextInto(&u.contextMethod)
		} else {
			r.Skip()
		}
	}
}
