/** Lambda functions: the handlers there are, their jars, logs and roles. */
package org.openemr.aws.constructs.function;
