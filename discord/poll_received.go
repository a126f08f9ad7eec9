package discord

// ReceivedPoll is a poll as Discord sends it. An app sends a [Poll].
//
// See https://docs.discord.com/developers/resources/poll#poll-object.
type ReceivedPoll struct {
	Question PollMedia            `json:"question"`
	Answers  []ReceivedPollAnswer `json:"answers"`
	// Expiry is when the poll ends. Zero means never.
	Expiry           Time `json:"expiry,omitzero"`
	AllowMultiselect bool `json:"allow_multiselect"`
	LayoutType       int  `json:"layout_type"`
	// Results is nil if Discord did not count the votes. There may still be votes.
	Results *PollResults `json:"results,omitzero"`
}

// ReceivedPollAnswer is one answer to vote for.
//
// See https://docs.discord.com/developers/resources/poll#poll-answer-object.
type ReceivedPollAnswer struct {
	ID    int       `json:"answer_id"`
	Media PollMedia `json:"poll_media"`
}

// PollMedia is the text of a question, or the text and the emoji of an answer.
//
// See https://docs.discord.com/developers/resources/poll#poll-media-object.
type PollMedia struct {
	Text  string `json:"text,omitzero"`
	Emoji *Emoji `json:"emoji,omitzero"`
}

// PollResults are the votes so far.
//
// See https://docs.discord.com/developers/resources/poll#poll-results-object.
type PollResults struct {
	// Finalized is true if the votes were counted exactly. Before that the counts may be wrong.
	Finalized bool              `json:"is_finalized"`
	Counts    []PollAnswerCount `json:"answer_counts"`
}

// PollAnswerCount is the number of votes for one answer. Answers without votes may be missing.
//
// See https://docs.discord.com/developers/resources/poll#poll-results-object-poll-answer-count-object-structure.
type PollAnswerCount struct {
	// ID is the ID of the [ReceivedPollAnswer].
	ID    int `json:"id"`
	Count int `json:"count"`
	// MeVoted is true if the app's bot user voted for the answer.
	MeVoted bool `json:"me_voted"`
}
