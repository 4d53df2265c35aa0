/** What teams agree on: the layers, the deployment's names, and the values that each layer publishes. Knows no CDK. */
package org.openemr.aws.contracts;
