package bot

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

type glowOptions struct {
	Species string `description:"Which one" option:",required,autocomplete"`
	Seconds int    `description:"How long to watch; 12 unless you say" min:"1" max:"30"`
}

// glow answers with a picture of the flashes.
func glow(_ context.Context, _ *discord.CommandInteraction, o glowOptions) (discord.CommandAnswer, error) {
	s, err := find(o.Species)
	if err != nil {
		return unknown, nil
	}
	if o.Seconds == 0 {
		o.Seconds = 12
	}
	picture, err := draw(s, time.Duration(o.Seconds)*time.Second)
	if err != nil {
		return nil, err
	}
	return discord.Message{
		Content: fmt.Sprintf("**%s**, %d seconds of it:", s.name, o.Seconds),
		Files: []discord.File{{
			Name: s.key + ".png", Description: "The flashes, from left to right", Content: bytes.NewReader(picture),
		}},
	}, nil
}

const width, height = 600, 80

// draw draws the time from left to right, and the light as brightness.
func draw(s species, lasts time.Duration) ([]byte, error) {
	canvas := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		light := s.light(time.Duration(x) * lasts / width)
		for y := range height {
			// A flash is brightest in the middle of the strip.
			shade := light * math.Sin(math.Pi*(float64(y)+0.5)/height)
			canvas.SetRGBA(x, y, color.RGBA{
				R: mix(0x10, s.color>>16, shade), G: mix(0x12, s.color>>8, shade), B: mix(0x1C, s.color, shade), A: 0xFF,
			})
		}
	}
	var out bytes.Buffer
	err := png.Encode(&out, canvas)
	return out.Bytes(), err
}

// light returns the brightness at a time, from 0 to 1.
func (s species) light(at time.Duration) float64 {
	at %= s.period
	for _, f := range s.flashes {
		switch {
		case f.lasts == s.period:
			return 1
		case at >= f.at && at < f.at+f.lasts:
			return math.Sin(math.Pi * float64(at-f.at) / float64(f.lasts))
		}
	}
	return 0
}

func mix(dark, bright int, share float64) uint8 {
	return uint8(float64(dark) + share*float64(bright&0xFF-dark))
}
