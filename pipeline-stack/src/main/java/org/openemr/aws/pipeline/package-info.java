/** PipelineStack: what a pipeline of a repository may do in the account, without keys. */
package org.openemr.aws.pipeline;
