package discord

import (
	"math/bits"
	"strconv"
	"strings"
)

// PictureFormat is a file format in which Discord serves pictures.
//
// See https://docs.discord.com/developers/reference#image-formatting-image-formats.
type PictureFormat string

// The formats of pictures. Only animated pictures exist as GIF, and only stickers as Lottie.
const (
	PicturePNG    PictureFormat = "png"
	PictureJPEG   PictureFormat = "jpg"
	PictureWebP   PictureFormat = "webp"
	PictureGIF    PictureFormat = "gif"
	PictureLottie PictureFormat = "json"
)

// pictures is the base of the addresses of pictures. They are not signed and do not expire.
const pictures = "https://cdn.discordapp.com/"

// The sizes that Discord serves, in pixels.
const (
	smallestPicture = 16
	largestPicture  = 4096
)

// pictureURL returns the address of a picture, or an empty string if one of the IDs and hashes is
// empty. The zero format is WebP, animated if the hash says that the picture is. A format that the
// path does not support is replaced by PNG. A size is rounded up to the next power of two from 16
// to 4096. Zero leaves the size to Discord.
func pictureURL(format PictureFormat, size int, formats string, segments ...string) string {
	for _, part := range segments {
		if part == "" || part == "0" {
			return ""
		}
	}
	animated := strings.HasPrefix(segments[len(segments)-1], "a_")
	switch {
	case format == "" && strings.Contains(formats, "webp"):
		format = PictureWebP
	case format == "" || !strings.Contains(formats, string(format)) || format == PictureGIF && !animated:
		format = PicturePNG
	}
	var query []string
	if size > 0 {
		power := 1 << bits.Len(uint(min(max(size, smallestPicture), largestPicture)-1))
		query = append(query, "size="+strconv.Itoa(power))
	}
	if animated && format == PictureWebP && strings.Contains(formats, "gif") {
		query = append(query, "animated=true")
	}
	address := pictures + strings.Join(segments, "/") + "." + string(format)
	if len(query) > 0 {
		address += "?" + strings.Join(query, "&")
	}
	return address
}

// The formats of the paths in Discord's table.
const (
	stillFormats  = "png jpg webp"
	movingFormats = "png jpg webp gif"
	onlyPNG       = "png"
)
