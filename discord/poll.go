package discord

import (
	"time"

	"github.com/hotaru-go/hotaru/internal/wire"
)

// Poll is a poll to send. It cannot be edited later.
//
// See https://docs.discord.com/developers/resources/poll#poll-create-request-object.
type Poll struct {
	// Question has 1 to 300 characters.
	Question string
	// Answers are the 1 to 10 answers.
	Answers []PollAnswer
	// Duration is how long the poll is open: whole hours, up to 32 days. Zero means 24 hours.
	Duration time.Duration
	// Multiselect allows a user to choose several answers.
	Multiselect bool
}

// PollAnswer is one answer of a [Poll].
type PollAnswer struct {
	// Text has 1 to 55 characters.
	Text string
	// Emoji is shown before the text. Set ID for a custom emoji, or Name for a Unicode emoji.
	Emoji *Emoji
}

// sentPoll is a poll as Discord accepts it.
type sentPoll struct {
	Question    sentPollMedia    `json:"question"`
	Answers     []sentPollAnswer `json:"answers"`
	Duration    int64            `json:"duration,omitzero"`
	Multiselect bool             `json:"allow_multiselect,omitzero"`
}

type sentPollAnswer struct {
	Media sentPollMedia `json:"poll_media"`
}

type sentPollMedia struct {
	Text  string `json:"text,omitzero"`
	Emoji *Emoji `json:"emoji,omitzero"`
}

func writePoll(w *wire.Writer, p *Poll) {
	body := sentPoll{
		Question:    sentPollMedia{Text: p.Question},
		Answers:     make([]sentPollAnswer, len(p.Answers)),
		Duration:    int64(p.Duration / time.Hour),
		Multiselect: p.Multiselect,
	}
	for i, a := range p.Answers {
		body.Answers[i].Media = sentPollMedia(a)
		if a.Emoji != nil && a.Emoji.ID != 0 {
			// Discord accepts a custom emoji only by its ID.
			body.Answers[i].Media.Emoji = &Emoji{ID: a.Emoji.ID}
		}
	}
	writeSentPoll(w, &body)
}

func readPoll(r *reader, p *Poll) {
	var body sentPoll
	readSentPoll(r, &body)
	*p = Poll{
		Question:    body.Question.Text,
		Duration:    time.Duration(body.Duration) * time.Hour,
		Multiselect: body.Multiselect,
	}
	for _, a := range body.Answers {
		p.Answers = append(p.Answers, PollAnswer{Text: a.Media.Text, Emoji: a.Media.Emoji})
	}
}

// MarshalJSON returns the poll as Discord accepts it.
func (p Poll) MarshalJSON() ([]byte, error) { return encoded(writePoll, &p) }

// UnmarshalJSON reads the JSON that MarshalJSON returns.
func (p *Poll) UnmarshalJSON(value []byte) error { return decode(value, readPoll, p) }
