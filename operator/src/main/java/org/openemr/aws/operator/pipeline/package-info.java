/** The file of a pipeline that deploys from a repository. */
package org.openemr.aws.operator.pipeline;
