package discord

import "testing"

// The whole cost of an answer: the checks and the encoding.
func BenchmarkEncodeAnswer(b *testing.B) {
	to := &CommandInteraction{}
	for name, answer := range map[string]Answer{
		"text": Message{Content: "pong"},
		"buttons": Message{Content: "Tea?", Components: []MessageComponent{
			row(Button{Style: ButtonPrimary, Label: "Yes", CustomID: "y"}, Button{Style: ButtonDanger, Label: "No", CustomID: "n"}),
		}},
		"full": fullMessage(),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := EncodeAnswer(to, answer); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Checks run on every answer, so they must be cheap.
func BenchmarkCheck(b *testing.B) {
	to := &ComponentInteraction{}
	for name, answer := range goodAnswers() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := checkAnswer(to, answer); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkDecodeInteraction(b *testing.B) {
	for name, body := range payloads(b) {
		kind, err := PeekType(body)
		if err != nil || kind == InteractionPing {
			continue
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				if _, err := DecodeInteraction(kind, body); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkPeekType(b *testing.B) {
	body := payloads(b)["select_string"]
	b.ReportAllocs()
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if _, err := PeekType(body); err != nil {
			b.Fatal(err)
		}
	}
}
