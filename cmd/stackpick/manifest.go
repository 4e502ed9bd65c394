package main

import (
	"github.com/spf13/cobra"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack"
)

const exampleOfURL = "for example: stackpick manifest --url https://stackpick.example.com"

func (p *program) newManifest() *cobra.Command {
	var (
		o       slack.ManifestOptions
		socket  bool
		noAgent bool
	)
	c := &cobra.Command{
		Use:   "manifest [--socket-mode | --url https://…]",
		Short: "Print the Slack app manifest for \"create an app from a manifest\"",
		Long: `Print the Slack app manifest: at https://api.slack.com/apps choose "Create New App", "From a manifest", and paste it.

Without --url the app uses Socket Mode: the bot connects to Slack and needs no address of its own.`,
		Example: `  stackpick manifest
  stackpick manifest --url https://stackpick.example.com`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if socket && o.URL != "" {
				return badUsage("leave one out", "--socket-mode and --url contradict each other")
			}
			if c.Flags().Changed("url") && o.URL == "" { // a variable that was not set would else give Socket Mode
				return badUsage(exampleOfURL, "reading --url: it is empty")
			}
			o.Agent = !noAgent
			return p.manifest(o)
		},
	}
	c.Flags().BoolVar(&socket, "socket-mode", false, "for Socket Mode (the default without --url)")
	c.Flags().StringVar(&o.URL, "url", "", "for HTTP: the `ADDRESS` at which Slack reaches the bot")
	c.Flags().BoolVar(&noAgent, "no-agent", false, "without the agent view, which a workspace cannot give back and which keeps guests out of the bot's DM")
	c.Flags().BoolVar(&o.ThreadReplies, "thread-replies", false, "let replies in the bot's threads reach it without a mention: asks for the history scopes")
	return c
}

func (p *program) manifest(o slack.ManifestOptions) error {
	if err := p.configure(); err != nil {
		return err
	}
	if o.Agent {
		lib, err := p.open()
		if err != nil {
			return err
		}
		o.Prompts = bot.New(lib, nil, "").Examples()
	}
	data, err := slack.Manifest(o)
	if err != nil {
		return badUsage(exampleOfURL, "reading --url: %w", err)
	}
	return p.print(string(data))
}
