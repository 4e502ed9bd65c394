package knowledge_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge"
)

// TestRecordsInOtherLanguages reads the parts, statuses and dates of records that are not in English.
func TestRecordsInOtherLanguages(t *testing.T) {
	lib := open(t, folderOf(t, map[string]string{
		"adr/0001-cais.md":       "# 1. Cais\n\nData: 2031-02-03\n\n## Estado\n\nAceito\n\n## Contexto\n\nO cais caiu.\n\n## Alternativas consideradas\n\n- Madeira\n- Pedra\n\n## Decisão\n\nUsar pedra no cais.\n\n## Consequências\n\nA pedra pesa.\n",
		"adr/0002-muelle.md":     "# 2. Muelle\n\n- Estado: propuesto\n- Fecha: 2031-02-04\n\n## Contexto\n\nEl muelle cayó.\n\n## Opciones consideradas\n\n* Madera\n* Piedra\n\n## Decisión\n\nUsar piedra.\n",
		"adr/0003-kai.md":        "# 3. Kai\n\n## Status\n\nersetzt\n\n## Kontext\n\nDer Kai brach.\n\n## Betrachtete Optionen\n\n* Holz\n* Stein\n\n## Entscheidung\n\nWir nehmen Stein.\n\n## Konsequenzen\n\nStein ist schwer.\n",
		"adr/0004-quai.md":       "# 4. Quai\n\n## Statut\n\nRejetée\n\n## Contexte\n\nLe quai est tombé.\n\n## Décision\n\nOn prend la pierre.\n",
		"adr/0005-datenhafen.md": "# 5. Datenhafen\n\nStatut : validé\n\nData: everything that ships bring.\n\n## Kontext\n\nSchiffe bringen Daten.\n\n## Entscheidung\n\nWir heben sie auf.\n",
	}))
	var got []string
	for i := range lib.Documents {
		d := &lib.Documents[i]
		got = append(got, fmt.Sprint(d.Title, "|", d.Record.Status, "|", d.Date, "|", d.Record.Considered, "|", partText(d, knowledge.PartOutcome)))
	}
	want := []string{
		"ADR-0001 Cais|accepted|2031-02-03|[Madeira Pedra]|Usar pedra no cais.",
		"ADR-0002 Muelle|proposed|2031-02-04|[Madera Piedra]|Usar piedra.",
		"ADR-0003 Kai|superseded||[Holz Stein]|Wir nehmen Stein.",
		"ADR-0004 Quai|rejected||[]|On prend la pierre.",
		"ADR-0005 Datenhafen|accepted||[]|Wir heben sie auf.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
}

// partText returns the text of the first passage of a part.
func partText(d *knowledge.Document, part knowledge.Part) string {
	for _, p := range d.Passages {
		if p.Part == part {
			return p.Text
		}
	}
	return ""
}
