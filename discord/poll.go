package discord

import (
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Poll is a question with answers to vote for, to send. Once sent it cannot be edited.
//
// See https://docs.discord.com/developers/resources/poll#poll-create-request-object.
type Poll struct {
	// Question has 1 to 300 characters.
	Question string
	// Answers are 1 to 10.
	Answers []PollAnswer
	// Duration is how long the poll is open, in whole hours: up to 32 days; zero is 24 hours.
	Duration time.Duration
	// Multiselect is whether a person may choose several answers.
	Multiselect bool
}

// PollAnswer is one answer of a [Poll].
type PollAnswer struct {
	// Text has 1 to 55 characters.
	Text string
	// Emoji stands before the text: a custom one by ID, one of Unicode by Name.
	Emoji *Emoji
}

// pollBody is a poll as Discord takes it.
type pollBody struct {
	Question    pollMedia    `json:"question"`
	Answers     []pollAnswer `json:"answers"`
	Duration    int64        `json:"duration,omitzero"`
	Multiselect bool         `json:"allow_multiselect,omitzero"`
}

type pollAnswer struct {
	Media pollMedia `json:"poll_media"`
}

type pollMedia struct {
	Text  string `json:"text,omitzero"`
	Emoji *Emoji `json:"emoji,omitzero"`
}

// MarshalJSONTo writes the poll as Discord takes it.
func (p Poll) MarshalJSONTo(enc *jsontext.Encoder) error {
	body := pollBody{
		Question:    pollMedia{Text: p.Question},
		Answers:     make([]pollAnswer, len(p.Answers)),
		Duration:    int64(p.Duration / time.Hour),
		Multiselect: p.Multiselect,
	}
	for i, a := range p.Answers {
		body.Answers[i].Media = pollMedia(a)
		if a.Emoji != nil && a.Emoji.ID != 0 {
			// Discord takes a custom emoji's ID as the only field.
			body.Answers[i].Media.Emoji = &Emoji{ID: a.Emoji.ID}
		}
	}
	return json.MarshalEncode(enc, &body)
}

// MarshalJSON returns the poll as Discord takes it.
func (p Poll) MarshalJSON() ([]byte, error) { return json.Marshal(p, encodeOptions) }

// UnmarshalJSONFrom reads what MarshalJSONTo writes.
func (p *Poll) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	var body pollBody
	if err := json.UnmarshalDecode(dec, &body); err != nil {
		return err
	}
	*p = Poll{
		Question:    body.Question.Text,
		Duration:    time.Duration(body.Duration) * time.Hour,
		Multiselect: body.Multiselect,
	}
	for _, a := range body.Answers {
		p.Answers = append(p.Answers, PollAnswer{Text: a.Media.Text, Emoji: a.Media.Emoji})
	}
	return nil
}

// UnmarshalJSON reads what MarshalJSON returns.
func (p *Poll) UnmarshalJSON(value []byte) error { return json.Unmarshal(value, p, lenient) }
