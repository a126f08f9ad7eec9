package discord

// Locale is a language, like "en-US". Empty means that Discord did not send it. Locales without a
// constant are kept.
//
// See https://docs.discord.com/developers/reference#locales.
type Locale string

// The locales, in the order in which Discord documents them.
const (
	LocaleIndonesian   Locale = "id"
	LocaleDanish       Locale = "da"
	LocaleGerman       Locale = "de"
	LocaleEnglishUK    Locale = "en-GB"
	LocaleEnglishUS    Locale = "en-US"
	LocaleSpanish      Locale = "es-ES"
	LocaleSpanishLATAM Locale = "es-419"
	LocaleFrench       Locale = "fr"
	LocaleCroatian     Locale = "hr"
	LocaleItalian      Locale = "it"
	LocaleLithuanian   Locale = "lt"
	LocaleHungarian    Locale = "hu"
	LocaleDutch        Locale = "nl"
	LocaleNorwegian    Locale = "no"
	LocalePolish       Locale = "pl"
	LocalePortuguese   Locale = "pt-BR"
	LocaleRomanian     Locale = "ro"
	LocaleFinnish      Locale = "fi"
	LocaleSwedish      Locale = "sv-SE"
	LocaleVietnamese   Locale = "vi"
	LocaleTurkish      Locale = "tr"
	LocaleCzech        Locale = "cs"
	LocaleGreek        Locale = "el"
	LocaleBulgarian    Locale = "bg"
	LocaleRussian      Locale = "ru"
	LocaleUkrainian    Locale = "uk"
	LocaleHindi        Locale = "hi"
	LocaleThai         Locale = "th"
	LocaleChinese      Locale = "zh-CN"
	LocaleJapanese     Locale = "ja"
	LocaleTaiwanese    Locale = "zh-TW"
	LocaleKorean       Locale = "ko"
)

// localesOfCommands are the keys that localizations of commands, options and choices may have: the
// documented locales, and two that are only in Discord's API description.
var localesOfCommands = []Locale{
	LocaleIndonesian, LocaleDanish, LocaleGerman, LocaleEnglishUK, LocaleEnglishUS, LocaleSpanish,
	LocaleSpanishLATAM, LocaleFrench, LocaleCroatian, LocaleItalian, LocaleLithuanian, LocaleHungarian, LocaleDutch,
	LocaleNorwegian, LocalePolish, LocalePortuguese, LocaleRomanian, LocaleFinnish, LocaleSwedish, LocaleVietnamese,
	LocaleTurkish, LocaleCzech, LocaleGreek, LocaleBulgarian, LocaleRussian, LocaleUkrainian, LocaleHindi,
	LocaleThai, LocaleChinese, LocaleJapanese, LocaleTaiwanese, LocaleKorean,
	"ar", "he",
}
