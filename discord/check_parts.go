package discord

import (
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// The limits on the parts of a message.
//
// See https://docs.discord.com/developers/resources/message#embed-object-embed-limits and
// https://docs.discord.com/developers/resources/poll#poll-media-object.
const (
	maxEmbeds           = 10
	maxEmbedsTotal      = 6000
	maxEmbedTitle       = 256
	maxEmbedDescription = 4096
	maxEmbedFields      = 25
	maxEmbedFieldValue  = 1024
	maxEmbedFooter      = 2048
	maxURL              = 2048
	maxColor            = 0xFFFFFF

	maxFiles       = 10
	maxFileText    = 1024
	maxWaveform    = 256
	maxDuration    = math.MaxInt32 * time.Second
	maxMentions    = 100
	maxQuestion    = 300
	maxAnswers     = 10
	maxAnswer      = 55
	maxPoll        = 32 * 24 * time.Hour
	maxEmojiName   = 32
	maxDescription = 1024
)

func (c *checker) embeds(embeds []Embed) {
	c.count("embeds", len(embeds), 0, maxEmbeds)
	total := 0
	for i := range embeds {
		e := &embeds[i]
		c.inAt("embeds", i)
		total += c.trimmed("title", e.Title, maxEmbedTitle)
		total += c.trimmed("description", e.Description, maxEmbedDescription)
		c.url("url", e.URL, maxURL, linkSchemes)
		c.time("timestamp", e.Timestamp)
		c.number("color", e.Color, 0, maxColor)
		if e.Footer != nil {
			c.in("footer")
			total += c.trimmed("text", e.Footer.Text, maxEmbedFooter)
			c.url("icon_url", e.Footer.IconURL, maxURL, mediaSchemes)
			c.out()
		}
		if e.Author != nil {
			c.in("author")
			total += c.trimmed("name", e.Author.Name, maxEmbedTitle)
			c.url("url", e.Author.URL, maxURL, linkSchemes)
			c.url("icon_url", e.Author.IconURL, maxURL, mediaSchemes)
			c.out()
		}
		c.embedMedia("image", e.Image)
		c.embedMedia("thumbnail", e.Thumbnail)
		c.count("fields", len(e.Fields), 0, maxEmbedFields)
		for j := range e.Fields {
			c.inAt("fields", j)
			total += c.trimmed("name", e.Fields[j].Name, maxEmbedTitle)
			total += c.trimmed("value", e.Fields[j].Value, maxEmbedFieldValue)
			c.out()
		}
		c.out()
	}
	if total > maxEmbedsTotal {
		c.refuse("embeds", "%d characters over all embeds, at most %d", total, maxEmbedsTotal)
	}
}

// shown reports whether at least one of the embeds has a field that an app sets. Discord drops
// embeds without such a field, and refuses a message that has nothing else.
func shown(embeds []Embed) bool {
	for i := range embeds {
		e := &embeds[i]
		if e.Title != "" || e.Description != "" || e.URL != "" || !e.Timestamp.IsZero() || e.Color != 0 || e.Footer != nil ||
			e.Image != nil || e.Thumbnail != nil || e.Author != nil || len(e.Fields) > 0 {
			return true
		}
	}
	return false
}

func (c *checker) embedMedia(name string, media *EmbedMedia) {
	if media != nil {
		c.in(name)
		c.url("url", media.URL, maxURL, mediaSchemes)
		c.out()
	}
}

// trimmed checks the length of a text without the white space at its ends, which Discord trims, and
// returns the length.
func (c *checker) trimmed(name, text string, most int) int {
	text = strings.TrimSpace(text)
	c.text(name, text, 0, most)
	return utf8.RuneCountInString(text)
}

func (c *checker) poll(p *Poll) {
	c.in("poll")
	c.in("question")
	c.text("text", p.Question, 1, maxQuestion)
	c.out()
	c.count("answers", len(p.Answers), 1, maxAnswers)
	for i := range p.Answers {
		c.inAt("answers", i)
		c.in("poll_media")
		c.text("text", p.Answers[i].Text, 1, maxAnswer)
		if e := p.Answers[i].Emoji; e != nil {
			c.text("emoji.name", e.Name, 0, maxEmojiName)
			c.absent("emoji", e.ID == 0 && e.Name == "", "has neither ID nor name")
		}
		c.out()
		c.out()
	}
	switch d := p.Duration; {
	case d < 0 || d > maxPoll:
		c.refuse("duration", "%v, at most 768 hours (32 days)", d)
	case d%time.Hour != 0:
		c.refuse("duration", "%v, whole hours are needed", d)
	}
	c.out()
}

func (c *checker) mentions(m *AllowedMentions) {
	if m == nil {
		return
	}
	c.in("allowed_mentions")
	for i, kind := range m.Parse {
		switch kind {
		case MentionRoles:
			c.absent("roles", len(m.Roles) > 0, "lists roles, and parse allows all of them")
		case MentionUsers:
			c.absent("users", len(m.Users) > 0, "lists users, and parse allows all of them")
		case MentionEveryone:
		default:
			c.inAt("parse", i)
			c.refuse("", "is not a kind of mention")
			c.out()
		}
		c.absent("parse", slices.Contains(m.Parse[:i], kind), "lists a kind twice")
	}
	c.distinct("roles", m.Roles)
	c.distinct("users", m.Users)
	c.out()
}

func (c *checker) distinct(name string, ids []Snowflake) {
	c.count(name, len(ids), 0, maxMentions)
	for i := range min(len(ids), maxMentions) {
		c.absent(name, slices.Contains(ids[:i], ids[i]), "lists an ID twice")
	}
}

func (c *checker) kept(kept []KeptAttachment) {
	for i := range kept {
		c.inAt("attachments", i)
		if text := kept[i].Description; text != nil {
			c.text("description", *text, 0, maxFileText)
		}
		c.out()
	}
}

// files checks uploads. In the list of attachments they follow the attachments that are kept.
func (c *checker) files(kept int, files []File) {
	c.count("attachments", kept+len(files), 0, maxFiles)
	for i := range files {
		f := &files[i]
		c.inAt("attachments", kept+i)
		c.text("filename", f.Name, 1, maxFileText)
		c.text("title", f.Title, 0, maxFileText)
		c.text("description", f.Description, 0, maxFileText)
		if f.Duration < 0 || f.Duration > maxDuration {
			c.refuse("duration_secs", "%v, 0 to 2^31-1 seconds are allowed", f.Duration)
		}
		c.count("waveform", len(f.Waveform), 0, maxWaveform)
		c.out()
		c.content(i, f)
	}
}

// content checks the content of an upload. It is not part of the JSON, so its path starts at
// "files".
func (c *checker) content(i int, f *File) {
	first, depth := c.steps[0], c.depth
	c.depth = 0
	c.inAt("files", i)
	if f.Content == nil {
		c.refuse("", "no content")
	}
	if c.file > 0 {
		if size, known := f.size(); known && size > c.file {
			c.refuse("", "%d bytes, at most %d here", size, c.file)
		}
	}
	c.steps[0], c.depth = first, depth
}

// voice checks the rules for voice messages.
//
// See https://docs.discord.com/developers/resources/message#message-object-voice-messages.
func (c *checker) voice(m *Message) {
	const only = "a voice message is its one file and nothing else"
	c.absent("content", m.Content != "", only)
	c.absent("embeds", len(m.Embeds) > 0, only)
	c.absent("components", len(m.Components) > 0, only)
	c.absent("poll", m.Poll != nil, only)
	if len(m.Files) != 1 {
		c.refuse("attachments", "%d files, a voice message has one", len(m.Files))
		return
	}
	f := &m.Files[0]
	c.inAt("attachments", 0)
	c.absent("duration_secs", f.Duration == 0, "a voice message needs it")
	c.absent("waveform", len(f.Waveform) == 0, "a voice message needs it")
	c.absent("filename", !strings.HasPrefix(f.mediaType(), "audio/"), "a voice message is audio: give it a ContentType that begins with audio/")
	c.out()
}
