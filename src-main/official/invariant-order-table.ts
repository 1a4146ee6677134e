/**
 * Facts of the sort order of .NET Framework's `StringComparer.InvariantCulture` on Windows (NLS word sort), as its
 * `GetSortKey` gives them: every character of code page 932 but kana and kanji, Latin letters, general punctuation.
 * Cross-checked against the MIT-licensed collation tables of Mono; where the two differ, Windows is followed.
 */

/**
 * Symbols, digits and letters in ascending order, one primary weight a group. Letters that Unicode takes apart
 * (`é`) are not listed: their parts are.
 */
const PLAIN_GROUPS = [
  // punctuation
  '｟ ｠ ⁕⁖⁘⁙⁚⁛ !‼⁉！ "⁍＂ ⁎ #⁗＃ ⁔ $⁒＄ ⁐ %⁏％ ⁌ &⁋＆ (（ )） *⁑＊ ,， 、､ .․． 。｡ /／ :： ;； ?⁇⁈？ @＠',
  '[⁅［ \\＼ ]⁆］ ^＾ _＿ `｀ {｛ |｜ }｝ ~～ ¡ ¦￤ ¨ ¯￣ ´ ¸ ¿ ‖ ‗ ‘ ’ ‚ ‛ “ ” „ ‟ ′″‴‶‷ ‵ ‸⁊ ‹⁓ › ‽ ‾ ‿ 〈 〉',
  '¢《￠ £￡ ¤》 ¥￥ 「｢ 」｣ 『 』 【 ￦ 】 〔 € 〕 〖 〗 〘 〙 〚 〛 〝 〞 〟 〃 〆',
  // mathematics
  '+＋ ⁄ <＜ =＝ >＞ ± « ≪ » ≫ × ÷ ∀ ∂ ∃ ∇ ∈ ∋ ∑ √ ∝ ∟ ∠ ∥ ∧ ∨ ∩ ∪ ∫ ∮ ∴ ∵ ∽ ≒ ≡ ≦ ≧ ⊂ ⊃ ⊆ ⊇ ⊥ ⊿',
  // shapes, arrows and lines
  '⌒ ■□ ▲△ ◯ ▼▽ ◆◇ ○◎● ↑ →⇒ ↓ ← ⇔ ─━ │┃ ┌┏ ┐┓ └┗ ┘┛ ├┝┠┣ ┤┥┨┫ ┬┯┰┳ ┴┷┸┻ ┼┿╂╋',
  // other signs
  '§ © ¬￢ ® ° µ ¶ · ・･ ‥ … ∬ 〒 〓 〠 〶 〿 〄 ☆ ★ ♀ ♂ ♪ ♭ ♯ † ‡ • ‣ ‰‱ ※ ⁀ ⁁ ⁂ ⁜ ⁝ ⁞ 〷',
  // digits
  '0〇０ ¼ ½ ¾ 1¹①〡１ 2²②〢２ 3³③〣３ 4④〤４ 5⑤〥５ 6⑥〦６ 7⑦〧７ 8⑧〨８ 9⑨〩９ ⑩〸 ⑪ ⑫ ⑬ ⑭ ⑮ ⑯ ⑰ ⑱ ⑲ ⑳〹 〺',
  'Ⅰⅰ Ⅱⅱ Ⅲⅲ Ⅳⅳ Ⅴⅴ Ⅵⅵ Ⅶⅶ Ⅷⅷ Ⅸⅸ Ⅹⅹ ∞',
  // Latin
  'AaªＡａ BbＢｂ Cc℃Ｃｃ DdÐðĐđＤｄ EeＥｅ FfＦｆ GgＧｇ HhĦħＨｈ IiıＩｉ JjＪｊ KkĸＫｋ LlĿŀŁłＬｌ MmＭｍ NnŉＮｎ № Ŋŋ',
  'OoºØøＯｏ PpＰｐ QqＱｑ RrＲｒ SsＳｓ ſ TtＴｔ ℡ ™ Ŧŧ UuＵｕ VvＶｖ WwＷｗ XxＸｘ YyＹｙ ZzＺｚ',
  // Greek and Cyrillic
  'Αα Ββ Γγ Δδ Εε Ζζ Ηη Θθ Ιι Κκ Λλ Μμ Νν Ξξ Οο Ππ Ρρ Σσ Ττ Υυ Φφ Χχ Ψψ Ωω',
  'Аа Бб Вв Гг Дд Ее Жж Зз Ии Кк Лл Мм Нн Оо Пп Рр Сс Тт Уу Фф Хх Цц Чч Шш Щщ Ъъ Ыы Ьь Ээ Юю Яя',
]

/** The groups before kana, in ascending order; each holds the characters that share one primary weight. */
export function plainGroups(): readonly string[] {
  // Spaces come first; they cannot stand in a list that is separated by them.
  return [' \u3000', '\u00a0', ...PLAIN_GROUPS.join(' ').split(' ')]
}

/** Each is a group of its own, in ascending order: squared katakana words, which sort between kana and kanji. */
export const SQUARED_WORDS = '㍉㌔㌢㍍㌘㌧㌃㌶㍑㍗㌍㌦㌣㌫㍊㌻'

/** Each is a group of its own, in ascending order: they sort just before the first kanji. */
export const ENCLOSED_KANJI = '㈱㈲㈹㊤㊥㊦㊧㊨㍻㍼㍽㍾'

/** Kana in ascending order, in the form to which all their kin are led back; one primary weight each. */
export const KANA =
  'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん'

/** The vowel that `ー` stands for after each of {@link KANA}; after ん it repeats ん. */
export const KANA_VOWELS =
  'あいうえおあいうえおあいうえおあいうえおあいうえおあいうえおあいうえおあうおあいうえおあいえおん'

/** Small kana, each followed by the one that it sorts with. */
export const SMALL_KANA = 'ぁあぃいぅうぇえぉおっつゃやゅゆょよゎわゕかゖけ'

/** Left out of all levels but the last, in ascending order there: the apostrophe, hyphens and dashes. */
export const HYPHENS = "'＇-－\u2212\u2010\u2011\u2027\u2043\u2012\u2013\u2014\u2015\u301c\u3030"

/** Sort as the letters that they are made of. */
export const EXPANSIONS: Readonly<Record<string, string>> = {
  Æ: 'AE',
  æ: 'ae',
  Œ: 'OE',
  œ: 'oe',
  Þ: 'TH',
  þ: 'th',
  ß: 'ss',
  Ĳ: 'IJ',
  ĳ: 'ij',
  '㎎': 'mg',
  '㎏': 'kg',
  '㎜': 'mm',
  '㎝': 'cm',
  '㎞': 'km',
  '㎡': 'm²',
  '㏄': 'cc',
  '㏍': 'KK',
}

/**
 * Kanji outside U+4E00-9FFF that Unicode does not lead back to one inside, each followed by the one that it sorts
 * with. That these are not the nearest of meaning is how Windows has it.
 */
export const COMPATIBILITY_KANJI = '﨎易﨏羅﨑螺﨓邏﨔樂﨟蘭﨡嵐﨣藍﨤襤﨧蠟﨨廊﨩朗'

/** Secondary weights in hexadecimal where they are not the default of 2. */
export const SECONDARY_WEIGHTS = [
  '｟43 ｠43 ⁕15 ⁖1f ⁘29 ⁙33 ⁚3d ⁛47 ‼14 ⁉c8 ⁑64 ⁇64 ⁈c8 ⁅1c ⁆1c ″14 ‴28 ‶19 ‷2d ≪3 ≫3 ■3 □4 ▲3 △4 ▼3 ▽4 ◆3 ◇4',
  '○3 ◎6 ●7 ↑3 ⇒11 ↓3 ⇔c ─3 ━4 │3 ┃4 ┌3 ┏6 ┐3 ┓6 └3 ┗6 ┘3 ┛6 ├3 ┝4 ┠7 ┣a ┤3 ┥4 ┨7 ┫a ┬3 ┯6 ┰7 ┳a ┴3 ┷6 ┸7 ┻a',
  '┼3 ┿6 ╂9 ╋12 ∬15 ‰c ‱e 〇e7 〡e7 〢e7 〣e7 〤e7 〥e7 〦e7 〧e7 〨e7 〩e7 〸e7 〹e7 〺e7 ∞7f ª3 º3 ℃5 Ð68 ð68 Đ1e đ1e',
  'Ⅰe8 ⅰe8 Ⅱe8 ⅱe8 Ⅲe8 ⅲe8 Ⅳe8 ⅳe8 Ⅴe8 ⅴe8 Ⅵe8 ⅵe8 Ⅶe8 ⅶe8 Ⅷe8 ⅷe8 Ⅸe8 ⅸe8 Ⅹe8 ⅹe8',
  'Ħ1e ħ1e ı4 ĸ4 Ŀ11 ŀ11 Ł1f ł1f ŉ48 Ø21 ø21 Ŧ1e ŧ1e',
].join(' ')

/** Tertiary weights in hexadecimal where they do not follow from upper case and full width. */
export const TERTIARY_WEIGHTS = [
  '｟3 ｠3 、3 。3 「3 」3 ・3 ■3 ○3 ↑3 ↓3 │3 ¹e ²e ³e ªe ºe ℃12 №12 ℡12 ™12',
  '①6 ②6 ③6 ④6 ⑤6 ⑥6 ⑦6 ⑧6 ⑨6 ⑩6 ⑪6 ⑫6 ⑬6 ⑭6 ⑮6 ⑯6 ⑰6 ⑱6 ⑲6 ⑳6',
].join(' ')

/** What each combining mark from U+0300 on adds to the secondary weight before it: two hexadecimal digits each. */
export const MARK_WEIGHTS = [
  '0d0c1017153e130e113f181b12034142434445464748494a4b4c4d4e4f50515253545556',
  '5758591a195a5b5c5d5e5f6061626364651c1c1d1e6768696a6b6c6d0d0c8d461d90',
].join('')
