package bot_test

// The documents of other_knowledge_test.go: other technologies, other shapes, other formats than the built-in one.

// databases is a comparison in sections, with front matter.
const databases = `---
title: "PostgreSQL vs. MySQL for a growing shop"
source: https://example.com/postgres-vs-mysql
author: Ada Brandt
date: 2024-05-02
---

Both databases are free and have served the web for decades.

## What is PostgreSQL?

PostgreSQL is an object-relational database that began at a university in Berkeley.
Its first public release came out in 1996.

## What is MySQL?

MySQL is a relational database that many hosting companies install by default.
Oracle has owned MySQL since 2010.

## Performance

MySQL is fast for simple reads by primary key.
PostgreSQL is faster than MySQL when a query joins more than five tables.

## Scalability

PostgreSQL scales well on large machines because it uses every core of them.
MySQL struggles with scaling writes, although read replicas are easy to add.

## Security

PostgreSQL has row-level security that keeps the data of each customer safe.
MySQL lacks row-level security.

## Learning curve

MySQL is easy to learn, and beginners find a tutorial for every task.
PostgreSQL takes longer to learn because it has many more features.

## Summary

Choose PostgreSQL for projects in the fintech industry.
Choose PostgreSQL for complex apps with many reports.
Choose MySQL for a small content site on shared hosting.
`

// brokers are notes with case studies, whose title names no option.
const brokers = `---
title: Notes on message brokers
options: [Kafka, RabbitMQ]
source: https://example.com/brokers
---

## What the two are

Kafka is a distributed log that keeps messages on disk after they are read.
RabbitMQ is a message broker that hands each message to one consumer and then forgets it.

## Throughput

Kafka handles two million messages per second on three cheap machines, which is excellent throughput.
RabbitMQ is slow once its queues grow longer than memory.

## Ease of operation

RabbitMQ is easy to install and simple to run.
Kafka is hard to run without an experienced team.

## Case studies

### Lundgren Freight

Lundgren Freight moves parcels between nine countries.
In 2021 the developers of Lundgren Freight replaced RabbitMQ with Kafka.
Kafka cut the delay of its tracking events from 40 seconds to 2 seconds.
Mirela Osei, who leads the platform group at Lundgren Freight, said that the move took seven months.

### Petalbox

Petalbox sells flowers by subscription.
Petalbox chose RabbitMQ because its team of four had no time to run Kafka.
RabbitMQ has lost no order at Petalbox since 2019.

## When to choose which

Choose Kafka for high bandwidth streams of events.
Choose RabbitMQ for a small team.
Avoid Kafka for an MVP.
`

// frontEnds compares three technologies.
const frontEnds = `---
title: Vue.js, React and Svelte compared
source: https://example.com/front-ends
date: 2025
---

## Performance

Svelte is fast because it compiles components to plain code ahead of time.
React is slower than Svelte on cheap phones.
Vue.js performs well in most tests.

## Learning curve

Vue is easy to learn for people who know HTML.
React is hard to learn because it leaves many choices open.
Svelte is easy to learn, with a tutorial that takes an afternoon.

## Community and ecosystem

React has the largest and most helpful community of the three.
Svelte has a small community and lacks libraries.
Vue has a vibrant community, strongest in Asia.

## Hiring

React developers are easy to find in every city.
Svelte developers are scarce.

## Summary

Choose React for large teams.
Choose Vue.js for small teams that add a screen at a time.
Choose Svelte for games and toys in the browser.
`

// cache is on one technology only, without front matter.
const cache = `# What we learned about Redis

Redis is an in-memory data store that answers most commands in less than a millisecond.

## Persistence

Redis writes snapshots to disk every five minutes by default.
A crash between two snapshots loses the writes in between.

## Caching

We use Redis as a cache in front of the catalogue, and it cut page times from 900 to 120 milliseconds.

## Security

Redis was unsafe in our first year because it listened without a password.
`

// buildTools is plain text without any mark-up.
const buildTools = `Webpack or Vite: what we found after a year

Webpack is a module bundler that has been with us since 2016. Webpack is flexible, and a plugin exists for every odd need. Webpack is slow: a cold build of our shop takes 95 seconds.

Vite is a build tool that serves modules to the browser as they are. Vite is fast, as a cold start takes 3 seconds. Vite has fewer plugins than Webpack.

Developers find Vite easy to learn. Webpack is hard to learn because of its long configuration.

Choose Vite for new projects and for a small team. Choose Webpack for legacy projects with odd loaders.
`

// infrastructure is a web page with navigation around the article.
const infrastructure = `<!doctype html><html lang="en"><head><title>Terraform vs. Pulumi</title><link rel="canonical" href="https://example.com/terraform-vs-pulumi"></head>
<body><nav><a href="/">Home</a> <a href="/blog">Blog</a></nav><main><article>
<h1>Terraform vs. Pulumi</h1>
<p>Terraform and Pulumi both describe servers, networks and accounts as files that a team can review before anything changes.</p>
<h2>What is Terraform?</h2>
<p>Terraform is an infrastructure tool with a configuration language of its own. HashiCorp released it in 2014.</p>
<h2>What is Pulumi?</h2>
<p>Pulumi is an infrastructure tool that is driven from ordinary programming languages. It was founded by Joe Duffy in Seattle.</p>
<h2>Learning curve</h2>
<p>Terraform is hard to learn for developers who dislike a new language. Pulumi is easy to learn for developers, since they write the language they already know.</p>
<h2>Community</h2>
<p>Terraform has an excellent community with more than 3,900 providers. Pulumi has a small community and lacks examples.</p>
<h2>Testing</h2>
<p>Pulumi programs are easy to test with ordinary unit tests. Terraform is difficult to test without creating real servers.</p>
<h2>Summary</h2>
<ul><li>Choose Terraform for large teams.</li><li>Choose Pulumi for a startup.</li></ul>
<p><b>Updated in 2024.</b></p></article></main><footer>Copyright Example Ltd</footer></body></html>
`
