/** The contract of each stack: one record of values, published to and read from SSM parameters. */
package org.openemr.aws.contracts.outputs;
