package slack

// What can go wrong between Slack and us, and the test that shows that it does not. Tests named TestProcess… run the
// whole program and stand in cmd/stackpick.
//
//	forged requests, other secrets, clocks ±10 min       TestRequestsThatAreRefusedChangeNothing, TestOnlyWhatSlackSignedIsTakenIn, FuzzVerify
//	a secret that is none                                TestASecretThatCannotBeOneIsRefused
//	a payload in the query of a signed body              TestRequestsThatAreRefusedChangeNothing
//	retries, replays, several ids of one message         TestInAStormEveryMessageHasOneAnswer, TestARequestThatIsPlayedAgainIsAnsweredOnce
//	large, compressed, malformed and deep bodies         TestRequestsThatAreRefusedChangeNothing, FuzzDeliveries
//	fields of wrong types, odd names                     TestWhatComesWithoutATeamOrWithOddNamesIsNoFault, TestASubmissionWithOddValuesIsTakenWithoutThem
//	slow clients                                         TestSlowStrangersKeepNobodyFromBeingHeard
//	events, blocks and envelopes that nobody has yet     TestSocketModeTakesInWhatTheLibraryCannotDecode
//	bots, edits, subtypes, ourselves                     TestWhatIsNotAPersonsQuestionIsLeftAlone
//	pings and links of questions and documents           TestNothingThatOthersWroteEverPingsOrLinksElsewhere
//	unfurling and parsing                                TestMessagesAreSentSoThatSlackParsesAndUnfoldsNothing
//	response_urls of others, redirects                   TestAnAddressThatIsNotSlacksIsNeverCalled, TestARedirectOfAResponseURLIsNotFollowed
//	other organisations, other workspaces                TestWhatIsForTheTeamIsNotSharedWhereOthersReadAlong, TestAFollowUpWhereOthersReadAlongStaysPublicAfterARestart, TestTwoWorkspacesNeverSeeEachOthersThreads
//	one person asks too much, all ask too much           TestWhoAsksTooMuchIsToldOnceAndOthersAreAnswered, TestAFullBacklogSendsDeliveriesBack, TestWhatFindsNoRoomInTheQueueIsToldOfAndAnsweredLater
//	an engine that fails, panics, hangs                  TestAnEngineThatFailsIsToldOf, TestAButtonAndAppHomeAreToldOfFailuresToo
//	a Slack that fails, hangs, limits, refuses           TestWhateverSlackDoesOnceTheQuestionEndsInOneMessage, TestHoweverOftenSlackIsTooBusyTheQuestionIsAnswered, TestManyQuestionsInOneChannelAreAnsweredAtSlacksPace, TestWhereSlackRefusesTheChannelTheAnswerComesInTheDM
//	a Slack that does both: our fault and its own        TestAnApologyThatSlackCannotTakeComesLater
//	a post that was made and whose answer is lost        TestAPostWhoseAnswerIsLostIsNotLost
//	blocks that are refused                              TestASlackThatRefusesABlockGetsAPlainerMessage
//	a response_url that is used up                       TestAUsedUpResponseURLIsReplacedByAPrivateMessage, TestAResponseURLIsNotUsedAfterItsTime
//	a store that fails                                   TestWhicheverCallOfTheStoreFailsNothingIsLostOrDoubled, TestAStoppedQuestionStaysStoppedThoughTheStoreFails
//	sockets that break, are refused, acknowledge much    TestInAStormEveryMessageHasOneAnswer, TestADeadSocketEndsTheProgram, TestASocketThatSlackRefusesForGoodEndsTheProgram, TestAnAcknowledgementIsFarBelowWhatSlackDrops
//	a status that is left, a stop that is not obeyed     TestTheStatusOfASessionIsTakenBackOnEveryPath, TestTheStopButtonIsObeyedAtEveryStage
//	speaking where nobody asked                          TestAThreadGoesOnWithoutAMentionOnlyBetweenThePersonAndUs
//	attachments left out without a word                  TestWhatIsNotAPersonsQuestionIsLeftAlone
//	feedback that is lost                                TestAVoteIsStoredWhenSlackHearsSoAndADownVoteAsksWhy
//	a language model that hangs, fails, is too late      TestAHangingModelMakesNobodyWait, TestASlotIsFreeOnlyWhenTheModelHasReturned, TestWhatKeepsAnAnswerPlainIsCounted, TestAWishThatIsNotGrantedIsAnsweredPlainly
//	a Slack or a store that does not take its words      TestWhateverSlackDoesToTheEditThePlainAnswerStands, TestAStoreThatDoesNotTakeTheBetterWordsKeepsThePlainOnes
//	a model whose words ping, link or steer              TestAModelsWordsNeverPingOrLink, TestWhatAModelPhrasedSteersNoLaterAnswer
//	names and ids that a model could see                 TestTheModelSeesNoNameAndNoIDOfSlack, TestWhereOthersReadAlongTheModelGetsThePublicEngine
//	a model where nobody wants it                        TestAChannelIsSwitchedOffAndOn, TestSwitchingOffDropsWhatIsUnderWay, TestAStoreThatDoesNotTellTheSwitchCountsAsOff
//	kills, signals, secrets in logs, bad settings        TestProcessKilledTwoHundredTimesLosesNothing, TestProcessTerminatedInFullSwingLosesAndRepeatsNothing, TestProcessKeepsSecretsAndQuestionsToItself, TestServeRefusesEachBadEnvironmentInALineForEachFault

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/blocks"
	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

func TestASocketThatSlackRefusesForGoodEndsTheProgram(t *testing.T) {
	for _, code := range []string{"invalid_auth", "missing_scope", "not_allowed_token_type", "token_expired", "token_revoked", "account_inactive", "not_authed"} {
		t.Run(code, func(t *testing.T) {
			w := newWorld(t, withSocket)
			for range 2 * sockets {
				w.slack.Fail("apps.connections.open", fakeslack.Fault{Error: code})
			}
			before := len(w.slack.Calls("apps.connections.open"))
			w.slack.Drop()
			select {
			case err := <-w.ended:
				if err == nil || !strings.Contains(err.Error(), code) {
					t.Errorf("ended with %v", err)
				}
				w.ended <- nil
			case <-time.After(testWait):
				t.Fatal("still trying")
			}
			if n := len(w.slack.Calls("apps.connections.open")) - before; n > sockets {
				t.Errorf("tried %d times", n)
			}
		})
	}
}

// TestAnAcknowledgementIsFarBelowWhatSlackDrops has the longest ones: Slack drops those of 20 KB and more over Socket
// Mode, so that no answer travels that way.
func TestAnAcknowledgementIsFarBelowWhatSlackDrops(t *testing.T) {
	release := make(chan struct{})
	w := newWorld(t, withSocket, withRoom(1), func(s *setting) { s.config.PerMinute = 3 },
		withEngine(failing(func(context.Context, bot.Question) error { <-release; return nil })))
	defer close(release)
	for range 5 {
		ack := w.deliver(w.slack.Command("C0GENERAL", asker, strings.Repeat("Django or Node.js? ", 2000)))
		if len(ack.Body) > 1000 {
			t.Errorf("acknowledged with %d bytes", len(ack.Body))
		}
	}
	w.app.backlog.Store(maxBacklog)
	if ack := w.deliver(w.slack.Command("C0GENERAL", "U0OTHER", "x")); !strings.Contains(string(ack.Body), sayBusy) || len(ack.Body) > 1000 {
		t.Errorf("acknowledged with %s", ack.Body)
	}
	w.app.backlog.Store(0)
}

func TestARedirectOfAResponseURLIsNotFollowed(t *testing.T) {
	var called atomic.Int32
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { called.Add(1) }))
	defer inside.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		redirecting := httptest.NewServer(http.RedirectHandler(inside.URL, status))
		w := newWorld(t)
		d := w.slack.Command("C0GENERAL", asker, "who uses Django?")
		form, err := url.ParseQuery(string(d.Body))
		if err != nil {
			t.Fatal(err)
		}
		form.Set("response_url", redirecting.URL)
		d.Body = []byte(form.Encode())
		if m := w.ask(d); !toldTo(m, "Instagram") {
			t.Errorf("%d: told in %s: %s", status, m.Channel, m.Text)
		}
		redirecting.Close()
	}
	if n := called.Load(); n > 0 {
		t.Errorf("called %d times where the redirects lead", n)
	}
}

// TestASubmissionWithOddValuesIsTakenWithoutThem has submissions that no modal of ours makes.
func TestASubmissionWithOddValuesIsTakenWithoutThem(t *testing.T) {
	w := newWorld(t)
	m := w.ask(w.slack.Mention("C0GENERAL", asker, "who uses Django?"))
	id := strings.SplitN(strings.SplitAfter(string(m.Blocks), `"up:`)[1], `"`, 2)[0]
	type object = map[string]any
	state := func(reason, words any) object {
		return object{"values": object{
			blocks.ReasonBlock: object{blocks.ReasonAction: object{"selected_option": object{"value": reason}}},
			blocks.WordsBlock:  object{blocks.WordsAction: object{"value": words}},
		}}
	}
	for name, view := range map[string]object{
		"an unknown reason":           {"callback_id": blocks.WhyNotCallback, "private_metadata": id, "state": state("because", "x")},
		"no words":                    {"callback_id": blocks.WhyNotCallback, "private_metadata": id, "state": state(blocks.ReasonWrong, nil)},
		"values of wrong types":       {"callback_id": blocks.WhyNotCallback, "private_metadata": id, "state": state(7, []int{1})},
		"SQL":                         {"callback_id": blocks.WhyNotCallback, "private_metadata": id, "state": state(blocks.ReasonWrong, `'); DROP TABLE votes; --`)},
		"a spreadsheet's formula":     {"callback_id": blocks.WhyNotCallback, "private_metadata": id, "state": state(blocks.ReasonWrong, `=HYPERLINK("https://evil.example")`)},
		"NUL and half a letter":       {"callback_id": blocks.WhyNotCallback, "private_metadata": id, "state": state(blocks.ReasonWrong, "a\x00b\xc3")},
		"half a megabyte":             {"callback_id": blocks.WhyNotCallback, "private_metadata": id, "state": state(blocks.ReasonWrong, strings.Repeat("x", 500_000))},
		"no state":                    {"callback_id": blocks.WhyNotCallback, "private_metadata": id},
		"no answer":                   {"callback_id": blocks.WhyNotCallback, "private_metadata": "", "state": state(blocks.ReasonWrong, "x")},
		"an answer's id that is none": {"callback_id": blocks.WhyNotCallback, "private_metadata": strings.Repeat("../", 900), "state": state(blocks.ReasonWrong, "x")},
		"another modal":               {"callback_id": "theirs", "private_metadata": id},
	} {
		payload, err := json.Marshal(object{"type": "view_submission", "team": object{"id": w.slack.Config().Team}, "user": object{"id": asker}, "view": view})
		if err != nil {
			t.Fatal(err)
		}
		if status, answer := w.post("/slack/interactions", url.Values{"payload": {string(payload)}}.Encode()); status != 200 || answer != "" {
			t.Errorf("%s: answered %d %q", name, status, answer)
		}
	}
	if all := w.settle(); count(all, "Of ") > 0 {
		t.Errorf("answered:\n%s", describe(all))
	}
	if n := w.votes(); n > 3 { // one for each id that was named
		t.Errorf("%d votes", n)
	}
}

// TestWhatComesWithoutATeamOrWithOddNamesIsNoFault has events that Slack would not send.
func TestWhatComesWithoutATeamOrWithOddNamesIsNoFault(t *testing.T) {
	w := newWorld(t, withEngine(&echo{}), withoutLimits)
	for name, change := range map[string][2]string{
		"no team":           {`"team_id":"T1",`, ``},
		"no event id":       {`"event_id":"Ev1",`, ``},
		"a NUL":             {`who uses`, `who\u0000 uses`},
		"half a surrogate":  {`who uses`, `who \ud83d uses`},
		"a long channel":    {`C0GENERAL`, strings.Repeat("C", 100_000)},
		"a path as channel": {`C0GENERAL`, `../../etc/passwd`},
		"a long text":       {`who uses Django?`, strings.Repeat("Django? ", 100_000)},
		"a ts that is none": {`1700000000.000200`, `now`},
	} {
		body := strings.Replace(aMention, change[0], change[1], 1)
		if status, answer := w.post("/slack/events", body); status != 200 {
			t.Errorf("%s: answered %d %q", name, status, answer)
		}
	}
	w.settle()
}

// TestAButtonAndAppHomeAreToldOfFailuresToo has the engine fail after a first answer.
func TestAButtonAndAppHomeAreToldOfFailuresToo(t *testing.T) {
	var broken atomic.Bool
	w := newWorld(t, withEngine(failing(func(context.Context, bot.Question) error {
		if broken.Load() {
			return errors.New("the index is gone")
		}
		return nil
	})))
	w.deliver(w.slack.HomeOpened(asker, "home"))
	home := w.view(1)
	private := w.ask(w.slack.Command("C0ELSEWHERE", asker, "number 1?"))
	broken.Store(true)
	ask, err := w.slack.ViewAction(home, "ask:0", "")
	if err != nil {
		t.Fatal(err)
	}
	if m := w.ask(ask); m.Channel != "D0ASKER" || !toldTo(m, sayFailed) || m.By != "chat.postMessage" {
		t.Errorf("App Home: told in %s by %s: %s", m.Channel, m.By, m.Text)
	}
	share, err := w.slack.BlockAction(private, asker, blocks.ShareAction, "")
	if err != nil {
		t.Fatal(err)
	}
	w.slack.Fail("chat.postMessage", fakeslack.Fault{Error: "restricted_action"})
	w.slack.Fail("response_url", fakeslack.Fault{Error: "restricted_action"})
	if m := w.ask(share); !toldTo(m, "did not let me share") || !m.Ephemeral {
		t.Errorf("sharing: told %q", m.Text)
	}
}

// TestAPostWhoseAnswerIsLostIsNotLost has Slack post a message and the connection break before it says so. Slack has no
// key by which it would know the message again, so it may be there twice; never more, and never not at all.
func TestAPostWhoseAnswerIsLostIsNotLost(t *testing.T) {
	for how, asking := range askings {
		t.Run(how, func(t *testing.T) {
			w := newWorld(t, withEngine(&echo{}))
			for _, method := range []string{"chat.postMessage", "response_url"} {
				w.slack.Fail(method, fakeslack.Fault{Cut: true, Done: true})
			}
			w.deliver(asking(w, "number 1?"))
			if n := count(w.settle(), "Of number 1?"); n < 1 || n > 2 {
				t.Errorf("%d answers", n)
			}
		})
	}
}
