// Names that many people have: among names that sound alike, they are the likelier ones. All names that are listened for are
// in bot/slot-types.

/** The commonest first names of the United States and Great Britain (their censuses and birth records), and of the world. */
export const COMMON_FIRST_NAMES: ReadonlySet<string> = new Set(
  `
  James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony Mark Donald Steven
  Paul Andrew Joshua Kenneth Kevin Brian George Timothy Ronald Edward Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan
  Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Alexander Frank Patrick Raymond Jack Dennis Jerry Tyler Aaron
  Jose Adam Nathan Henry Peter Simon Martin Oliver Harry Philip Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica
  Sarah Karen Lisa Nancy Betty Sandra Margaret Ashley Kimberly Emily Donna Michelle Carol Amanda Melissa Deborah Stephanie
  Rebecca Sharon Laura Cynthia Dorothy Amy Kathleen Angela Shirley Emma Brenda Pamela Nicole Anna Samantha Katherine Christine
  Helen Debra Rachel Carolyn Janet Maria Catherine Heather Diane Olivia Julie Joyce Victoria Ruth Virginia Lauren Kelly
  Christina Joan Evelyn Judith Andrea Hannah Megan Sophia Alice Lucy Grace Charlotte Chris Mike Tom Ben Sam Alex Kate Jane
  Claire Sophie Ahmed Mohammed Ali Carlos Juan Luis Sofia Ana Elena
`
    .trim()
    .split(/\s+/),
)

/** The commonest last names there. */
export const COMMON_LAST_NAMES: ReadonlySet<string> = new Set(
  `
  Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas
  Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King
  Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips
  Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper
  Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood James Bennett Gray Hughes Price
  Alvarez Castillo Sanders Patel Myers Long Ross Foster Khan Singh Ahmed Ali Shah Kumar Muller Schmidt Rossi Silva Santos
  Chen Wang Li Zhang Tanaka
`
    .trim()
    .split(/\s+/),
)
