package lambda

import (
	"bytes"
	"encoding/base64"
	"net/http"
	"strconv"
	"unicode/utf8"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/internal/wire"
)

// room is the buffer size for an answer's envelope without its body. Every envelope is smaller.
const room = 256

// appendEnvelope writes the JSON that a buffered function returns. It has no cookies: some API
// Gateways refuse null in their place.
//
// See https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-response-payload and
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#respond-to-load-balancer.
func appendEnvelope(to []byte, answer *core.Response, event *Event) ([]byte, error) {
	if !answer.Streams() {
		to = append(make([]byte, 0, len(answer.Body)+len(answer.Body)/8+room), to...)
	}
	to = append(to, `{"statusCode":`...)
	to = strconv.AppendInt(to, int64(answer.Status), 10)
	if event.sender == balancer {
		to = append(to, `,"statusDescription":`...)
		to = wire.AppendQuoted(to, strconv.Itoa(answer.Status)+" "+http.StatusText(answer.Status))
	}
	if event.multiValue {
		to = appendHeaders(append(to, `,"multiValueHeaders":`...), answer, "[", "]")
	} else {
		to = appendHeaders(append(to, `,"headers":`...), answer, "", "")
	}
	to = append(to, `,"body":`...)
	to, binary, err := appendBody(to, answer)
	if err != nil {
		return nil, err
	}
	to = append(to, `,"isBase64Encoded":`...)
	to = strconv.AppendBool(to, binary)
	return append(to, '}'), nil
}

// appendPrelude writes the beginning of a stream: status, headers, and eight zero bytes.
//
// See https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html.
func appendPrelude(to []byte, answer *core.Response) []byte {
	to = append(to, `{"statusCode":`...)
	to = strconv.AppendInt(to, int64(answer.Status), 10)
	to = appendHeaders(append(to, `,"headers":`...), answer, "", "")
	return append(to, "}\x00\x00\x00\x00\x00\x00\x00\x00"...)
}

func appendHeaders(to []byte, answer *core.Response, before, after string) []byte {
	to = append(to, '{')
	separator := ""
	answer.Header(func(name, value string) {
		to = wire.AppendQuoted(append(to, separator...), name)
		to = wire.AppendQuoted(append(append(to, ':'), before...), value)
		to = append(to, after...)
		separator = ","
	})
	return append(to, '}')
}

// appendBody writes the body as a JSON string. A body with files or with broken UTF-8 is written in
// base64.
func appendBody(to []byte, answer *core.Response) (_ []byte, binary bool, err error) {
	if !answer.Streams() && utf8.Valid(answer.Body) {
		return wire.AppendQuoted(to, answer.Body), false, nil
	}
	buffer := bytes.NewBuffer(append(to, '"'))
	encoder := base64.NewEncoder(base64.StdEncoding, buffer)
	if _, err := answer.WriteTo(encoder); err != nil {
		return nil, true, err
	}
	encoder.Close()
	buffer.WriteByte('"')
	return buffer.Bytes(), true, nil
}
