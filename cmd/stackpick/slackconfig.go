package main

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/stackpick/stackpick/bot/slack"
)

// A slackConfig is what the environment says for the bot in Slack.
type slackConfig struct {
	botToken      string // SLACK_BOT_TOKEN
	appToken      string // SLACK_APP_TOKEN; set means Socket Mode
	signingSecret string // SLACK_SIGNING_SECRET; needed without Socket Mode
	apiURL        string // SLACK_API_URL; "" for Slack's own
	listen        string // STACKPICK_LISTEN
	data          string // STACKPICK_DATA; "" for the person's state folder
	database      string // STACKPICK_DATABASE_URL
	retention     string // STACKPICK_RETENTION, in days
	userLimit     string // STACKPICK_USER_LIMIT, in questions a minute

	stateHome, home, localAppData string // where the state folder is
	days, perMinute               int    // retention and userLimit, once validated
}

func defaultSlackConfig() slackConfig {
	return slackConfig{listen: "127.0.0.1:8080", retention: "90", userLimit: "30"}
}

func (c *slackConfig) read(get func(name string, set func(value string))) {
	for name, field := range map[string]*string{
		"SLACK_BOT_TOKEN": &c.botToken, "SLACK_APP_TOKEN": &c.appToken, "SLACK_SIGNING_SECRET": &c.signingSecret,
		"SLACK_API_URL": &c.apiURL, "STACKPICK_LISTEN": &c.listen, "STACKPICK_DATA": &c.data,
		"STACKPICK_DATABASE_URL": &c.database, "STACKPICK_RETENTION": &c.retention, "STACKPICK_USER_LIMIT": &c.userLimit,
		"XDG_STATE_HOME": &c.stateHome, "HOME": &c.home, "LOCALAPPDATA": &c.localAppData,
	} {
		get(name, func(v string) { *field = v })
	}
}

// socketMode reports whether Slack reaches us by Socket Mode rather than by HTTP.
func (c *slackConfig) socketMode() bool { return c.appToken != "" }

// secrets are the values that must never be written anywhere.
func (c *slackConfig) secrets() []string { return []string{c.botToken, c.appToken, c.signingSecret} }

// validate reports all faults at once, each with the variable and the fix but never a secret's value, and completes
// the config.
func (c *slackConfig) validate() error {
	faults := []error{
		fault("SLACK_BOT_TOKEN", c.checkBotToken()), fault("SLACK_APP_TOKEN", c.checkAppToken()), fault("SLACK_SIGNING_SECRET", c.checkSecret()),
		fault("SLACK_API_URL", checkURL(c.apiURL)), fault("STACKPICK_LISTEN", checkAddress(c.listen)),
		fault("STACKPICK_RETENTION", number(c.retention, &c.days, 0, 36500, "days, 0 for ever")),
		fault("STACKPICK_USER_LIMIT", number(c.userLimit, &c.perMinute, 0, 6000, "questions a minute, 0 for no limit")),
	}
	if c.database != "" {
		faults = append(faults, fault("STACKPICK_DATABASE_URL", errors.New("is set, but this version keeps what it stores in a file: unset it")))
	}
	if c.data == "" && c.stateFolder() == "" {
		faults = append(faults, fault("STACKPICK_DATA", errors.New("is not set, and neither is HOME: set it to a folder for what the bot stores")))
	}
	return errors.Join(faults...)
}

func (c *slackConfig) checkBotToken() error {
	const fix = ": copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions of your app at https://api.slack.com/apps"
	switch {
	case c.botToken == "":
		return errors.New("is not set" + fix)
	case unclean(c.botToken):
		return errors.New("holds quotes or blanks" + fix)
	case strings.HasPrefix(c.botToken, "xapp-"):
		return errors.New("holds an app-level token, which belongs into SLACK_APP_TOKEN" + fix)
	case !strings.HasPrefix(c.botToken, "xoxb-") && !strings.HasPrefix(c.botToken, "xoxe.xoxb-"):
		return errors.New("does not begin with xoxb-" + fix)
	}
	return nil
}

func (c *slackConfig) checkAppToken() error {
	const fix = ": copy an App-Level Token (xapp-…) with the scope connections:write from Basic Information of your app at https://api.slack.com/apps, or unset it to use HTTP"
	switch {
	case c.appToken == "":
		return nil
	case unclean(c.appToken):
		return errors.New("holds quotes or blanks" + fix)
	case strings.HasPrefix(c.appToken, "xox"):
		return errors.New("holds a bot token, which belongs into SLACK_BOT_TOKEN" + fix)
	case !strings.HasPrefix(c.appToken, "xapp-"):
		return errors.New("does not begin with xapp-" + fix)
	}
	return nil
}

func (c *slackConfig) checkSecret() error {
	if c.socketMode() {
		return nil
	}
	if c.signingSecret == "" {
		return errors.New(`is not set: copy "Signing Secret" from Basic Information of your app at https://api.slack.com/apps, or set SLACK_APP_TOKEN to use Socket Mode`)
	}
	return slack.CheckSecret(c.signingSecret)
}

func checkURL(address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return errors.New("is no http or https URL: unset it to use Slack's own API")
	}
	return nil
}

func checkAddress(address string) error {
	_, port, err := net.SplitHostPort(address)
	if n, numErr := strconv.Atoi(port); err != nil || numErr != nil || n < 0 || n > 65535 {
		return fmt.Errorf("is %q: write host:port, such as 127.0.0.1:8080", address)
	}
	return nil
}

// folder returns where what the bot stores is kept.
func (c *slackConfig) folder() string {
	if c.data != "" {
		return c.data
	}
	return c.stateFolder()
}

// stateFolder returns the folder of the person's system for such things, "" where it cannot be told.
func (c *slackConfig) stateFolder() string {
	switch {
	case runtime.GOOS == "windows" && c.localAppData != "":
		return filepath.Join(c.localAppData, "stackpick")
	case c.stateHome != "":
		return filepath.Join(c.stateHome, "stackpick")
	case c.home == "":
		return ""
	case runtime.GOOS == "darwin":
		return filepath.Join(c.home, "Library", "Application Support", "stackpick")
	default:
		return filepath.Join(c.home, ".local", "state", "stackpick")
	}
}

func (c *slackConfig) retained() time.Duration { return time.Duration(c.days) * 24 * time.Hour }
